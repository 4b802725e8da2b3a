"""Typos in the domains of common mail providers: "Did you mean …?", never more than a question."""

PROVIDERS = tuple(
    """gmail.com googlemail.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de outlook.de
    outlook.com hotmail.com hotmail.de live.de live.com yahoo.de yahoo.com icloud.com posteo.de
    mailbox.org proton.me protonmail.com tutanota.com tutanota.de arcor.de aol.com aol.de
    vodafonemail.de bluewin.ch""".split()
)
"""What is offered, the most common first."""
OTHERS = frozenset(
    """email.com email.de gmx.com gmx.eu gmx.info hotmail.at hotmail.ch hotmail.fr hotmail.it
    hotmail.es live.at live.ch live.fr mac.com mail.com mail.de me.com msn.com outlook.at outlook.fr
    outlook.it outlook.es pm.me protonmail.ch rocketmail.com tuta.com tuta.io ymail.com yahoo.at
    yahoo.fr yahoo.it yahoo.es ok.de""".split()
)
"""Providers that are nobody's typo, however near they are to one of the others."""
COUNTRY = 2
"""Letters of a country's domain, such as de."""
SHORT = 4
"""Up to this many letters, names of one letter's difference are mostly those of other people."""


def suggest_domain(domain: str) -> str:
    """The provider that a domain in lower case is one typo away from; empty if there is none.

    One typo: a letter that is missing, too many or wrong, or two that have changed places.
    """
    if domain in PROVIDERS or domain in OTHERS:
        return ""
    return next((each for each in PROVIDERS if is_likely_typo(domain, each)), "")


def suggest_address(address: str) -> str:
    """The same name at the provider that was probably meant; empty if there is none."""
    name, _at, domain = address.rpartition("@")
    meant = suggest_domain(domain)
    return f"{name}@{meant}" if meant else ""


def is_likely_typo(typed: str, meant: str) -> bool:
    """Whether it is one typo, and not rather another domain that exists.

    People seldom get the first letter wrong, short names differ by one letter easily, and so do the
    countries: web.be and gmx.dk are no typos of web.de.
    """
    mine, theirs = difference(typed, meant)
    if not is_one_typo(mine, theirs):
        return False
    if have_changed_places(mine, theirs):
        return True
    name, _dot, ending = typed.partition(".")
    meant_name, _dot, meant_ending = meant.partition(".")
    if name == meant_name:
        return len(ending) != len(meant_ending) or len(ending) > COUNTRY
    is_doubled = not theirs and mine * 2 in name
    return is_doubled or (name[:1] == meant_name[:1] and len(meant_name) > SHORT)


def difference(one: str, other: str) -> tuple[str, str]:
    """What is left of both without the beginning and the end that they share."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return one, other


def is_one_typo(mine: str, theirs: str) -> bool:
    """Distance 1 by Damerau and Levenshtein, for what differs of two words."""
    return max(len(mine), len(theirs)) == 1 or have_changed_places(mine, theirs)


def have_changed_places(mine: str, theirs: str) -> bool:
    return len(mine) == len("ab") and mine == theirs[::-1]
