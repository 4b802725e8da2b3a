"""Pay as figures or as a tariff grade (TVöD, TV-L and the like); "adequate" is neither."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from careers.enums import PayUnit
from careers.text.language import split_sentences

TARIFF = (
    r"(?P<tariff>TVöD|TV-?L|TV-H|TV-V|AVR|BAT-KF)(?:[ -/]*(?P<branch>Bund|VKA|SuE|P|Berlin)\b)?"
)
GROUP = (
    r"(?:Entgeltgruppe|Vergütungsgruppe|pay (?:group|grade)|grade|group|Gruppe|EG|E)\s?"
    r"(?P<grade>S?\s?\d{1,2}\s?[a-c]?(?:\s?(?:–|-|/|bis|to)\s?(?:E|EG)?\s?\d{1,2}[a-c]?)?)\b"
)
GRADES = (
    re.compile(rf"{TARIFF}[ ,:(-]*{GROUP}", re.IGNORECASE),
    re.compile(rf"{GROUP}[ ,:(]*(?:of the |des |nach |according to )*{TARIFF}", re.IGNORECASE),
)
AMOUNT = (
    r"\d{{1,3}}(?:[.,'’ \u202f]\d{{3}})+(?:[.,]\d{{2}})?|\d{{4,6}}|\d{{2,3}}(?=\s?[kK]\b)|{small}"
)
SMALL = r"\d{2}(?:[.,]\d{2})?(?=\s?(?:€|euro?))"
CURRENCY = r"(?:€|\bEUR\b|\bEuro?s?\b)"
FIGURE = AMOUNT.format(small=SMALL)
RANGE = re.compile(
    rf"{CURRENCY}?\s?(?P<low>{FIGURE})\s?(?P<k>[kK]\b)?\s?{CURRENCY}?"
    rf"(?:\s?(?:–|-|bis(?: zu)?|to|and|und)\s?{CURRENCY}?\s?(?P<high>{FIGURE})\s?(?P<k2>[kK]\b)?)?"
    rf"\s?{CURRENCY}?",
    re.IGNORECASE,
)
PAY_WORDS = re.compile(
    r"\b(?:pay|salary|salaries|wage|compensation|remuneration|gehalt\w*|jahresgehalt\w*|lohn"
    r"|vergütung\w*|stundenlohn|entgelt\w*|brutto\w*|gross|annual\w*|per (?:year|month|hour|annum)"
    r"|p\. ?a|pro (?:jahr|monat|stunde)|monatlich|jährlich|verdienst\w*|\w*gehalt)\b",
    re.IGNORECASE,
)
NOT_PAY = re.compile(
    r"\b(?:billion|million|milliarden?|millionen|budget|turnover|umsatz)\b", re.IGNORECASE
)
UNITS = (
    (
        PayUnit.HOUR,
        re.compile(r"per hour|/ ?h\b|hourly|pro stunde|stundenlohn|je stunde", re.IGNORECASE),
    ),
    (
        PayUnit.MONTH,
        re.compile(r"per month|monthly|pro monat|monatlich|im monat|monats", re.IGNORECASE),
    ),
)

THOUSAND = 1_000
MOST_AN_HOUR = 200
MOST_A_MONTH = 12_000


@dataclass(frozen=True)
class Pay:
    low: Decimal | None = None
    high: Decimal | None = None
    """Euros; equal where the ad gives one figure."""
    unit: PayUnit = PayUnit.YEAR
    grade: str = ""
    """For example "TVöD E 13"."""


def find_pay(passages: Iterable[str]) -> Pay | None:
    """The pay an ad states in figures or grades; None for "adequate" and for other sums."""
    parts = [part for text in passages for part in split_sentences(text)]
    grades = (_find_grade(part) for part in parts)
    grade = next((found for found in grades if found), "")
    ranges = (_find_range(part) for part in parts if PAY_WORDS.search(part))
    pay = next((found for found in ranges if found), None)
    if pay is None:
        return Pay(grade=grade) if grade else None
    return Pay(pay.low, pay.high, pay.unit, grade)


def _find_grade(sentence: str) -> str:
    found = next((match for pattern in GRADES if (match := pattern.search(sentence))), None)
    if found is None:
        return ""
    grade = " ".join(found["grade"].split())
    letter = "" if grade.startswith("S") else "E"
    return " ".join(filter(None, (found["tariff"], found["branch"], letter, grade)))


def _find_range(sentence: str) -> Pay | None:
    money = [
        match
        for match in RANGE.finditer(sentence)
        if re.search(CURRENCY, match[0], re.IGNORECASE) and not NOT_PAY.search(sentence)
    ]
    if not money:
        return None
    thousands = bool(money[0]["k"] or money[0]["k2"])
    low = _parse_amount(money[0]["low"], thousands=thousands)
    high = _parse_amount(money[0]["high"], thousands=thousands) if money[0]["high"] else low
    unit = next((unit for unit, words in UNITS if words.search(sentence)), _usual_unit(high))
    return Pay(low, high, unit) if low <= high else None


def _parse_amount(figure: str, *, thousands: bool) -> Decimal:
    cents = re.search(r"[.,](\d{2})$", figure)
    whole = figure[: cents.start()] if cents else figure
    number = Decimal(f"{re.sub(r'\D', '', whole)}.{cents[1] if cents else '00'}")
    return number * THOUSAND if thousands and number < THOUSAND else number


def _usual_unit(amount: Decimal) -> PayUnit:
    """The unit where the ad names none: nobody earns 15 a month or 4,000 an hour."""
    if amount < MOST_AN_HOUR:
        return PayUnit.HOUR
    return PayUnit.MONTH if amount < MOST_A_MONTH else PayUnit.YEAR
