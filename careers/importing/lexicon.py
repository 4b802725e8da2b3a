"""What headings and lead-in sentences of ads say, by kind of section, in every language.

A heading is recognised by its key words (all of its words must be key words or small words
around them, so "Requirements engineering" is no heading of requirements), or by a phrase.
A lead-in ("In this role, you will") is recognised by a phrase only. Both languages are tried
at once: ads mix them ("We erwarten, dass Du").
"""

import re
from collections.abc import Iterable

from careers.enums import SectionKind
from careers.importing.phrases import PHRASES
from careers.text.words import strip_format_characters

# In this order: the first kind that fits wins ("Nice-to-have skills" before "skills").
KEY_WORDS: dict[SectionKind, tuple[str, ...]] = {
    SectionKind.NICE_TO_HAVE: (
        "nice to have",
        "nice to haves",
        "bonus",
        "bonuspunkte",
        "pluspunkte",
        "wünschenswert",
        "wünschenswertes",
        "wünschenswerte",
        "desirable",
        "preferred",
        "optional",
        "optionales",
        "kann kriterien",
        "von vorteil",
        "ideally",
        "idealerweise",
    ),
    SectionKind.PROCESS: (
        "process",
        "bewerbungsprozess",
        "auswahlprozess",
        "auswahlverfahren",
        "recruitingprozess",
        "bewerbungsverfahren",
        "bewerbungsablauf",
        "ablauf",
        "next steps",
        "nächste schritte",
        "timeline",
        "interviews",
        "einstellungsverfahren",
    ),
    SectionKind.HOW_TO_APPLY: (
        "apply",
        "applying",
        "application",
        "applications",
        "contact",
        "contacts",
        "contact person",
        "bewerbung",
        "bewerben",
        "bewirb",
        "bewerbungen",
        "kontakt",
        "ansprechpartner",
        "ansprechpartnerin",
        "ansprechpartner in",
        "ansprechperson",
        "ansprechpersonen",
        "kontaktperson",
        "interested",
        "interesse",
        "interessiert",
        "neugierig",
        "curious",
        "questions",
        "fragen",
        "rückfragen",
        "bewerbungsunterlagen",
        "get in touch",
    ),
    SectionKind.OFFER: (
        "offer",
        "offers",
        "benefits",
        "perks",
        "angebot",
        "vorteile",
        "leistungen",
        "bieten",
        "zusatzleistungen",
        "compensation",
        "arbeitgeberleistungen",
        "rahmenbedingungen",
    ),
    SectionKind.REQUIREMENTS: (
        "requirement",
        "requirements",
        "qualification",
        "qualifications",
        "profile",
        "skills",
        "profil",
        "qualifikation",
        "qualifikationen",
        "anforderung",
        "anforderungen",
        "kompetenzen",
        "anforderungsprofil",
        "voraussetzung",
        "voraussetzungen",
        "kenntnisse",
        "fähigkeiten",
        "must have",
        "must haves",
        "muss kriterien",
        "expectations",
        "erwartungen",
        "background",
        "about you",
        "about yourself",
        "über dich",
        "experience",
        "einstellungsvoraussetzungen",
        "qualifikationsprofil",
        "erfahrung",
        "erfahrungen",
        "stärken",
        "expertise",
        "criteria",
    ),
    SectionKind.TASKS: (
        "task",
        "tasks",
        "responsibility",
        "responsibilities",
        "duty",
        "duties",
        "aufgabe",
        "aufgaben",
        "aufgabengebiet",
        "aufgabenbereich",
        "aufgabenprofil",
        "aufgabenstellung",
        "tätigkeit",
        "tätigkeiten",
        "tätigkeitsprofil",
        "verantwortlichkeiten",
        "arbeitsalltag",
        "verantwortung",
        "mission",
        "role",
        "rolle",
        "position",
        "stelle",
        "stellenbeschreibung",
        "job description",
        "einsatzgebiet",
        "hauptaufgaben",
        "kernaufgaben",
        "aufgabenfeld",
        "position description",
        "role description",
        "stellenprofil",
    ),
    SectionKind.ABOUT: (
        "about",
        "über uns",
        "wer wir sind",
        "who we are",
        "project",
        "projekt",
        "unternehmen",
        "company",
        "organisation",
        "organization",
        "team",
        "arbeitgeber",
        "employer",
        "verein",
        "verband",
        "institut",
        "hintergrund",
        "wir über uns",
        "das sind wir",
    ),
    SectionKind.INTRODUCTION: ("introduction", "einleitung", "intro", "overview", "überblick"),
}

SMALL_WORDS = frozenset(
    """a an and are das dein deine deinem dem den der die dich dir du e ein eine es euer für her
    i ihr ihre ihrem ihren in is its jetzt key main minimum my new noch now of or our online oder
    so sie sind the to und unser unsere unserem unseren uns us we what wir you your zu zum zur
    required essential fachliche fachlichen persönliche persönlichen formale bei how was weitere
    please bitte personal professional technical additional hiring selection interview at job
    it wie""".split()
)
TAIL = re.compile(r"\s(?:als|as|at|bei|for|für|im|in|of|von|des|der|with|mit|on)\s.+$")


def _key_pattern(keys: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, keys), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b")


KEYS = {kind: _key_pattern(keys) for kind, keys in KEY_WORDS.items()}
ANY_KEY = _key_pattern(key for keys in KEY_WORDS.values() for key in keys)
COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in PHRASES)
LONGEST_HEADING = 10


def fold_heading(text: str) -> str:
    """A heading for comparison: lower case, straight apostrophes, no hyphens or end marks."""
    plain = strip_format_characters(text).casefold().replace("’", "'")
    plain = re.sub(r"[-–—/:;…*_(){}\[\]„“”\"»«&+|#]+", " ", plain)
    return re.sub(r"^[^\w]+|[^\w?]+$", "", " ".join(plain.split()))


def leadin_kind(text: str) -> SectionKind | None:
    """The kind of section a lead-in such as "Wir erwarten, dass Sie" opens, if any."""
    plain = fold_heading(text)
    return next((kind for kind, phrase in COMPILED if phrase.search(plain)), None)


def heading_kind(text: str) -> SectionKind | None:
    """The kind of section a heading names, if it is one we know."""
    named = named_kind(text)
    if named or len(text.split()) > LONGEST_HEADING:
        return named
    return leadin_kind(text)


def named_kind(text: str) -> SectionKind | None:
    """The kind of section whose key words make up the whole text, if there is one."""
    plain = fold_heading(text).rstrip("?! ")
    for candidate in (plain, TAIL.sub("", plain)):
        if _has_no_other_words(candidate):
            return next((kind for kind, key in KEYS.items() if key.search(candidate)), None)
    return None


def _has_no_other_words(plain: str) -> bool:
    """Whether a text has only key words, of any kind, and the small words around them."""
    rest = ANY_KEY.sub(" ", plain)
    return all(word.strip("'?!.,") in SMALL_WORDS for word in rest.split())
