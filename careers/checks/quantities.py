"""The numbers of a text in a form that does not depend on its language.

"1.7 billion euros" and "1,7 Milliarden Euro" give the same quantity. Notation: German after DIN
5008 (1.234,5), English after the EU Interinstitutional Style Guide (1,234.5); scale words are the
short scale in English and the long scale in German, where a Billion is a million millions.
A further language is one more entry in SCALES, WORDS and DECIMAL_MARKS, and in
careers.checks.spelled_dates and careers.text.dates; a language without them has no quantities.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from careers.checks.spelled_dates import Collector, extract_moments

SCALES = {
    "de": {
        **dict.fromkeys(("tsd", "tausend", "k"), 3),
        **dict.fromkeys(("mio", "million", "millionen"), 6),
        **dict.fromkeys(("mrd", "milliarde", "milliarden"), 9),
        **dict.fromkeys(("billion", "billionen"), 12),
    },
    "en": {
        **dict.fromkeys(("k", "thousand"), 3),
        **dict.fromkeys(("m", "mn", "million"), 6),
        **dict.fromkeys(("bn", "billion"), 9),
        **dict.fromkeys(("tn", "trillion"), 12),
    },
}
UNITS = {
    **dict.fromkeys(("%", "prozent", "percent", "per cent"), "%"),
    **dict.fromkeys(("€", "euro", "euros", "eur"), "€"),
    **dict.fromkeys(("$", "dollar", "dollars", "usd"), "$"),
    **dict.fromkeys(("£", "pfund", "pounds", "gbp"), "£"),
}
WORDS = {
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split(),
    "en": "two three four five six seven eight nine ten eleven twelve".split(),
}
DECIMAL_MARKS = {"de": ",", "en": "."}
UNIT = r"%|€|\$|£|(?:prozent|per ?cent|euros?|eur|dollars?|usd|pfund|pounds|gbp)(?![a-zäöü])"
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+\w|\b24/7\b", re.IGNORECASE)
PHONE = re.compile(r"(?<!\w)(?:\+|00?)[1-9]\d*[\d ()/–-]{5,}\d(?!\w)")
CODE = re.compile(
    r"\b(?:EG|E|S|W|B|C|R)[ -]?\d{1,2}[a-z]?\b|\b[A-Za-z]+\d\w*\b|\b(?!\d{1,3}(?:\.\d{3})+\b)\d+(?:\.\d+){2,}\b"
)
GROUPED = r"\d{1,3}(?:[.,’'  ]\d{3})+"
NUMBER = rf"(?:{GROUPED}|\d+)(?:[.,]\d+)?"
RANGE = re.compile(
    r"\s*(?:–|-|—|to|bis(?: zu)?|and|und|or|oder)\s*(?:€|\$|£|EUR\s)?\s*", re.IGNORECASE
)
DIGIT = re.compile(r"\d")
LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Quantity:
    """A value with its unit (%, €, $, £, or none), and as it stands in the text."""

    value: Decimal | str
    unit: str
    words: str = field(compare=False)


def number_pattern(language: str) -> re.Pattern[str]:
    scale = "|".join(sorted(SCALES[language], key=len, reverse=True))
    return re.compile(
        rf"(?P<before>€|\$|£|EUR\s)?\s?(?<![\w])(?P<number>{NUMBER})(?:st|nd|rd|th)?"
        rf"(?:[\s-]?(?P<scale>{scale})(?![a-zäöü])\.?)?(?:[\s-]?(?P<unit>{UNIT}))?",
        re.IGNORECASE,
    )


NUMBERS = {language: number_pattern(language) for language in SCALES}
SPELLINGS = frozenset(SCALES) & frozenset(WORDS) & frozenset(DECIMAL_MARKS)
WORD_VALUES = {
    language: {word: Decimal(value) for value, word in enumerate(words, 2)}
    for language, words in WORDS.items()
}


def find_quantities(text: str, language: str) -> list[Quantity]:
    """Dates, times, phone numbers, codes such as E 13, and numbers with their unit.

    Addresses are left out: the links are compared by themselves.
    """
    if language not in SPELLINGS:
        return []
    found: list[Quantity] = []
    numbered = "\n".join(line for line in text.splitlines() if DIGIT.search(line))
    rest = extract_moments(drop_addresses(numbered), language, collect_into(found))
    for pattern, form in ((PHONE, phone_digits), (CODE, normalize_code)):
        found += [Quantity(form(match[0]), "", match[0]) for match in pattern.finditer(rest)]
        rest = pattern.sub(" ", rest)
    return found + find_numbers(rest, language)


def drop_addresses(text: str) -> str:
    has_some = any(mark in text for mark in ("@", "/", "www."))
    return ADDRESS.sub(" ", text) if has_some else text


def collect_into(found: list[Quantity]) -> Collector:
    return lambda value, words: found.append(Quantity(value, "", words))


def phone_digits(text: str) -> str:
    """The last digits of a phone number, which no spelling of the country changes."""
    return "tel" + re.sub(r"\D", "", text)[-7:]


def normalize_code(text: str) -> str:
    return re.sub(r"[ -]", "", text).upper().replace("EG", "E")


def find_numbers(text: str, language: str) -> list[Quantity]:
    """The numbers; in a range the first takes scale and unit of the second, as it is read."""
    matches = list(NUMBERS[language].finditer(text))
    found = []
    for place, match in enumerate(matches):
        following = matches[place + 1 : place + 2]
        later = [
            each for each in following if RANGE.fullmatch(text, match.end(), each.start("number"))
        ]
        found.append(read_quantity(match, later[0] if later else match, language))
    return found


def read_quantity(match: re.Match[str], later: re.Match[str], language: str) -> Quantity:
    scale = match["scale"] or ("" if match["unit"] else later["scale"] or "")
    unit = match["unit"] or match["before"] or later["unit"] or later["before"] or ""
    power = SCALES[language][scale.casefold()] if scale else 0
    value = parse_decimal(match["number"], language).scaleb(power).normalize()
    return Quantity(value, UNITS.get(unit.strip().casefold(), ""), match[0].strip())


def parse_decimal(digits: str, language: str) -> Decimal:
    """A number as written: groups of three are thousands unless the mark is the decimal one."""
    mark = DECIMAL_MARKS[language]
    group = "." if mark == "," else ","
    plain = re.sub(r"[’'  ]", "", digits)
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(mark)}\d+)?", plain):
        plain = plain.replace(group, "")
    elif plain.count(mark) > 1:
        plain = plain.replace(mark, "")
    return Decimal(plain.replace(",", "."))


def find_number_words(text: str, language: str) -> Iterator[Quantity]:
    """Numbers written as words, from two to twelve; one is also an article."""
    values = WORD_VALUES.get(language, {})
    if values.keys().isdisjoint(LETTERS.findall(text.casefold())):
        return
    for match in LETTERS.finditer(text):
        value = values.get(match[0].casefold())
        if value is not None:
            yield Quantity(value.normalize(), "", match[0])
