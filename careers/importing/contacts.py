"""Whom to ask and where to write: persons, and addresses behind hand-made disguises."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from careers.text.email_addresses import to_mail_address
from careers.text.language import STOP_WORDS, split_sentences

DISGUISES = (
    (re.compile(r"\s*[\[({<]\s*(?:at|ät|@|a)\s*[\])}>]\s*", re.IGNORECASE), "@"),
    (re.compile(r"\s*[\[({<]\s*(?:dot|punkt|\.)\s*[\])}>]\s*", re.IGNORECASE), "."),
    (
        re.compile(
            r"\s*[\[({<]\s*(?:minus|dash|hyphen|strich|bindestrich|-)\s*[\])}>]\s*", re.IGNORECASE
        ),
        "-",
    ),
    (re.compile(r"\s*[\[({<]\s*(?:underscore|unterstrich|_)\s*[\])}>]\s*", re.IGNORECASE), "_"),
)
SPELLED_OUT = re.compile(
    r"(?<![\w.+-])([\w.+-]{1,64}) (?:at|ät) ((?:[\w-]{1,63} (?:dot|punkt) ){1,6}[a-z]{2,12})\b",
    re.IGNORECASE,
)
# RFC 5321: 64 characters before the @, 63 in each label after it.
EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[a-zA-Z]{2,24}(?![\w-])"
)

UPPER, LETTER = "A-ZÀ-ÖØ-ÞĀ-Ž", "A-Za-zÀ-ÖØ-öø-ÿĀ-ž’'"
FORM_OF_ADDRESS = r"(?:Frau|Herrn?|Mrs?|Ms|Mx)\.?\s"
DEGREE = r"(?:(?:Prof|Dr|Dipl|Ing|Inform|PD|med|rer|nat|phil|iur|habil)\b\.?[- ]?)*"
NO_NAME = r"(?!(?:Ihnen|Ihre?[nr]?|Sie|D[iu]r?|Frau|Herrn?|Mrs?|Ms|Mx|Bitte|Please|Fragen|Questions|Tel|Telefon|Fon|Fax|Phone|Mobile?|E-Mail|Email|Mail)\b)"
NAME_WORD = rf"{NO_NAME}[{UPPER}](?:\.|[{LETTER}-]*[{LETTER}])"
PARTICLE = r"(?:von der|van der|van den|von|van|de la|de|der|den|zu|da|di|del|el|al|bin)"
PERSON = rf"(?:{FORM_OF_ADDRESS})?{DEGREE}{NAME_WORD}(?:\s(?:{PARTICLE}\s)?{NAME_WORD}){{1,3}}"
BETWEEN = r"\s*,\s*(?:or|oder|and|und)?\s*|\s+(?:or|oder|and|und|&)\s+|\s*/\s*"
PERSONS = re.compile(rf"{PERSON}(?:(?:{BETWEEN}){PERSON})*")
# A sentence names contacts if it has an address or speaks of asking, and they stand right
# after or before one of these words.
ASKING = re.compile(
    r"\b(?:\w*fragen|frag\w*|questions?|contact\w*|kontakt\w*|ansprech\w*|in touch|verbindung|wende\w*"
    r"|melde\w*|reach\w*|erreich\w*|schreib\w*|write to|get hold|auskunft|auskünfte|call|talk to)\b",
    re.IGNORECASE,
)
WORD_BEFORE = re.compile(
    r"(?:\b(?:with|mit|contact|to|an|bei|reach|reaches|erreichen|erreichst|fragt|frag|fragen|ask|call"
    r"|hilft|helfen|beantworte[tn]|steh(?:t|en)|antworte[tn]|sind|ist|is|are|hold of|and|und|or|oder"
    r"|kontaktieren sie|kontaktiere|contacts?|kontakt|kontaktperson|person|anspr\w+)"
    r"(?:\s(?:ihnen|dir|gerne?|bitte|jederzeit))*|[:;?])\s*$",
    re.IGNORECASE,
)
WORD_AFTER = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?(?:via|at|unter|per|by|hilft|helfen|beantworte|antworte|answers?|helps?|likes?"
    r"|is|are|and|und|or|oder|sind|ist|steh|freu|looks?|nennt|gives?|gerne?|will|can|kann|können|:)",
    re.IGNORECASE,
)
# Two nouns of German with a small word between them look like a name: "Aufbau von Verständnis".
PARTICLE_WITHIN = re.compile(rf"\s{PARTICLE}\s")
INTRODUCED = re.compile(
    r"(?:\b(?:anspr\w+|kontakt(?:person)?|contact(?: person)?|leitung|leiter(?:in|\*in|:in)?|frau|herrn?|ms|mrs?|mx)\.?"
    r"(?: (?:ist|sind|is|are))?|[:|•–—-])\s*$",
    re.IGNORECASE,
)
REACHED = re.compile(
    r"^\s*[(,;|:–—-]+\s*(?:[^,;()]{0,40}[,;]?\s*)?(?:tel|fon|phone|mobil|\+?\d[\d /()-]{5,}|[\w.+-]+@)",
    re.IGNORECASE,
)
NO_GIVEN_NAME = re.compile(
    r"(?:ungen?|heit(?:en)?|keit(?:en)?|schaft(?:en)?|ionen?|tion|ität(?:en)?|nisse?|ments?|ness|ships?|stellen?|wesen"
    r"|zeit(?:en)?|arbeit(?:en)?|leitung|angaben?|stände?|unterlagen|kenntnisse?)$",
    re.IGNORECASE,
)
SHORTEST_NOUN = 7
"""Characters; shorter words with such an end may be names: Jung, Ion."""
NEARBY = 80
NO_NAMES = frozenset(
    """abteilung ag alliance amt application association bewerbung business cloud community department
    developer director e engineer foundation fragen gemeinde gmbh head hr human institut institute landkreis lebenslauf
    manager office open organisation personal personalabteilung please position product project
    questions recruiting resources senior service software source sovereign stack stelle stiftung
    stadt street support team university verband verein""".split()
) | frozenset().union(*STOP_WORDS.values())


def find_contacts(passages: Iterable[str]) -> tuple[str, ...]:
    """The persons these passages name as contacts, in order, each once, without Mr and Ms."""
    parts = [part for text in passages for part in split_sentences(" ".join(text.split()))]
    names = [name for part in parts for name in _find_persons(part)]
    return tuple(dict.fromkeys(names))


def _find_persons(sentence: str) -> Iterator[str]:
    if not ASKING.search(sentence) and not EMAIL.search(reveal_addresses(sentence)):
        return
    for found in PERSONS.finditer(sentence):
        before, after = sentence[: found.start()][-NEARBY:], sentence[found.end() :][:NEARBY]
        if not _may_be_persons(found[0], before, after):
            continue
        if WORD_BEFORE.search(before) or WORD_AFTER.match(after):
            yield from filter(None, (_clean_name(part) for part in re.split(BETWEEN, found[0])))


def _may_be_persons(words: str, before: str, after: str) -> bool:
    """Whether nothing says that these are nouns; with a small word within, something has to say that they are not."""
    first = re.sub(f"^{FORM_OF_ADDRESS}", "", words).split()[0]
    if len(first) >= SHORTEST_NOUN and NO_GIVEN_NAME.search(first):
        return False
    is_addressed = re.match(rf"(?:{FORM_OF_ADDRESS}|(?:Prof|Dr)\b)", words) is not None
    is_sure = is_addressed or INTRODUCED.search(before) or REACHED.match(after)
    return bool(is_sure) or PARTICLE_WITHIN.search(words) is None


def _clean_name(words: str) -> str:
    """A person's name, or nothing if the words are those of a team, a job or an organisation."""
    name = re.sub(f"^{FORM_OF_ADDRESS}", "", words.strip())
    is_name = NO_NAMES.isdisjoint(word.casefold() for word in re.findall(r"\b[^\W\d_a-z]\w*", name))
    return name if is_name and " " in name else ""


def reveal_addresses(text: str) -> str:
    """The text with hand-disguised addresses written out: jobs[at]example[dot]org."""
    clear = html.unescape(text)
    for disguise, sign in DISGUISES:
        clear = disguise.sub(sign, clear)
    return SPELLED_OUT.sub(_join_spelled_address, clear)


def _join_spelled_address(match: re.Match[str]) -> str:
    domain = re.sub(r" (?:dot|punkt) ", ".", match[2], flags=re.IGNORECASE)
    return f"{match[1]}@{domain}"


def find_email(links: Sequence[str], passages: Iterable[str]) -> str:
    """The address to write to: a mailto link's first, else the first in the text; lower case."""
    for link in links:
        address = EMAIL.fullmatch(unquote(link.partition("?")[0].removeprefix("mailto:")).strip())
        if link.startswith("mailto:") and address:
            return to_mail_address(address[0].lower())
    written = (EMAIL.search(reveal_addresses(text)) for text in passages)
    return next((to_mail_address(match[0].lower()) for match in written if match), "")
