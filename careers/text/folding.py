"""One spelling for what people type in many: umlauts, gender forms, tags with signs.

Ads are folded when they are published and searches when they are typed, both by fold_words().
"""

import re
import unicodedata
from functools import lru_cache

GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# "(m/w/d)", "d/f/m", "(all genders)": whom an ad addresses, never what it is about.
MARKER = re.compile(
    r"\(\s*(?:[mwfdxi]\s*[/|,*]\s*)+[mwfdxi]\s*\)|\b(?:[mwfdx]/){1,3}[mwfdx]\b|\(all genders\)",
    re.IGNORECASE,
)
# "Köch*in", "Köch:innen", "Mitarbeiter/-in", "Leiter(in)": both forms in one word.
BOTH_FORMS = re.compile(r"(\w{3,})(?:[*:_·]|/-?|\()(in(?:nen)?)\b\)?", re.IGNORECASE)
# "Technische:r": an adjective for everybody.
ANY_GENDER = re.compile(r"(\w{3,}e)[*:_·/]-?r\b", re.IGNORECASE)
INNER_CAPITAL = re.compile(r"\b(\w{2,}[a-zäöüß])(In(?:nen)?)\b")
SPELLED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bc\+\+", re.IGNORECASE), "cplusplus"),
    (re.compile(r"\b([cf])#", re.IGNORECASE), r"\1sharp"),
    (re.compile(r"(?<!\w)\.net\b", re.IGNORECASE), "dotnet"),
    (re.compile(r"\b(\w+)\.js\b", re.IGNORECASE), r"\1js"),
    (re.compile(r"\bci ?/ ?cd\b", re.IGNORECASE), "cicd"),
    (
        re.compile(r"\binfra(?:struktur|structure)?[- ]as[- ]code\b|\biac\b", re.IGNORECASE),
        "infraascode",
    ),
    (re.compile(r"\bk8s\b", re.IGNORECASE), "kubernetes"),
)
WORD = re.compile(r"[a-z0-9]+")
LEAST_OF_ACRONYM = 3


def fold_words(text: str) -> str:
    """The words of a plain text in lower-case ASCII, one space between them."""
    plain = MARKER.sub(" ", unicodedata.normalize("NFC", text).replace("\N{SOFT HYPHEN}", ""))
    plain = BOTH_FORMS.sub(r"\1 \1\2", INNER_CAPITAL.sub(r"\1 \1\2", plain))
    plain = ANY_GENDER.sub(r"\1 \1r", plain)
    bare = unicodedata.normalize("NFKD", spell_out_signs(plain).casefold().translate(GERMAN))
    if not bare.isascii():
        bare = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(WORD.findall(bare))


fold_known_words = lru_cache(4_096)(fold_words)
"""For what is folded again and again: words of cards, names of places."""


def spell_out_signs(text: str) -> str:
    """The text with names that signs or small words belong to written as one word each."""
    for pattern, spelling in SPELLED:
        text = pattern.sub(spelling, text)
    return text


def find_acronyms(title: str) -> list[str]:
    """What people call a thing of several words: "Site Reliability Engineer" gives ["sre"].

    Only runs of at least three capitalised words have one.
    """
    runs = re.findall(r"(?:\b[A-ZÄÖÜ][\w-]*(?:\s+|$)){3,}", MARKER.sub(" ", title))
    found = ("".join(word[0] for word in run.split()).casefold() for run in runs)
    return [word for word in found if len(word) >= LEAST_OF_ACRONYM]
