"""How German speaks to candidates: "Sie" or "du", and one of them throughout."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from careers.checks.facts import LanguageFacts, PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule, register
from careers.checks.wording_search import LATELY_READ, text_places

MIXED = Rule(
    "du_sie_mixed",
    Level.WARNS,
    _("“%(words)s” here, “%(other)s” elsewhere: address candidates in one form throughout"),
)
NOT_OURS = Rule(
    "address_form_differs",
    Level.HINT,
    _("“%(words)s” addresses candidates as “%(other)s”, which is not the house style"),
)
QUOTES = frozenset('„“”»«"')
QUOTED = re.compile(r"[„“\"”«»][^„“\"”«»\n]*[“\"”«»]")
# "ihr" is left out: it is "you" and "her" and "their". A capital counts as "you" only where nothing
# but courtesy can have caused it: in mid-sentence, or where a passage begins and nobody was named.
FORMS = {
    "de": {
        "du": re.compile(
            r"\b[DdEe](?:(?<=[Dd])(?:u|ich|ir|eine?[mnrs]?)|u(?:ch|er|re[mnrs]?))\b"
            r"|(?<!\w)(?:Werde(?= [A-ZÄÖÜa-z]+ (?!ich))|Bewirb|Gestalte|Entdecke|Verstärke)\b"
        ),
        # The first letter comes before what must precede it: so it is found fast.
        "Sie": re.compile(
            r"[SI](?:(?:(?<=[a-zäöüß] .)|(?<=[a-zäöüß], .))(?:ie|hnen|hre?[mnrs]?)\b"
            r"|(?<=^.)(?:ie [a-zäöüß]+|hre? [A-ZÄÖÜ]\w+)"
            r"|(?<!\w.)hre? (?:Bewerbung|Unterlagen|Lebenslauf|Anschreiben|Aufgaben|Profil|Fragen)\b)",
            re.MULTILINE,
        ),
    }
}

Found = tuple[str, Place, str]


@register
def check_address_form(facts: PostingFacts) -> Iterator[Finding]:
    """One form throughout, and that of ADDRESS_FORMS. Source: our rule; house rule."""
    for text in facts.written:
        found = list(find_address_forms(text))
        forms = {form for form, _place, _words in found}
        wanted = settings.ADDRESS_FORMS.get(text.language, "")
        if len(forms) > 1:
            yield from mixed_form_findings(found, text.language)
        elif wanted and forms - {wanted}:
            form, place, words = found[0]
            yield NOT_OURS.build_finding(text.language, place, words=words, other=form)


def find_address_forms(text: LanguageFacts) -> Iterator[Found]:
    """Each place that addresses candidates in a form, with the words that show it."""
    for place, read in text_places(text):
        for form, words in address_forms(read, text.language):
            yield form, place, words


@lru_cache(LATELY_READ)
def address_forms(read: str, language: str) -> tuple[tuple[str, str], ...]:
    """The forms of a text with the first words of each; quotations have their own."""
    forms = FORMS.get(language)
    if not forms:
        return ()
    bare = QUOTED.sub(" ", read) if not QUOTES.isdisjoint(read) else read
    matches = ((form, sought.search(bare)) for form, sought in forms.items())
    return tuple((form, match[0]) for form, match in matches if match)


def mixed_form_findings(found: list[Found], language: str) -> Iterator[Finding]:
    """A finding at each place that has the rarer form."""
    counts = {form: sum(each[0] == form for each in found) for form, _place, _words in found}
    rare = min(counts, key=lambda form: counts[form])
    other = next(words for form, _place, words in found if form != rare)
    for form, place, words in found:
        if form == rare:
            yield MIXED.build_finding(language, place, words=words, other=other)
