"""Pay as figures or as a tariff grade (TVöD, TV-L and the like); "adequate" is neither."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from careers.enums import PayUnit
from careers.importing.facts.money import Money, find_money
from careers.importing.facts.tariff import find_grade
from careers.text.language import split_sentences

PAY_WORDS = re.compile(
    r"\b(?:pay|paid|salary|salaries|wages?|compensation|remuneration|earn\w*|stipend|gross"
    r"|\w*gehalt\w*|\w*gehälter\w*|\w*lohn|vergütung\w*|vergütet|entgelt\w*|brutto\w*|verdien\w*|bezahl\w*"
    r"|besoldung\w*|honorar\w*|taschengeld\w*|mini-?job\w*|dotiert\w*|aufwandsentschädigung|p\. ?a\.?)\b",
    re.IGNORECASE,
)
NOT_PAY = re.compile(
    r"\b(?:billion|million|milliarden?|millionen|mio|\w*budgets?|turnover|\w*umsatz\w*|\w*zuschuss|\w*zuschüsse"
    r"|allowance|subsid\w+|\w*bonus|\w*prämien?|\w*ticket|\w*gutschein\w*|vouchers?|spenden|donations?"
    r"|fördermittel\w*|fördersumme|grants?|funding|volumen|volume|vermögenswirksam\w*|\w*zulagen?|fahrtkosten"
    r"|reisekosten|sachbezug\w*|gebühr\w*|fees?|kosten\w*|costs?|preis\w*|prices?|worth"
    r"|wert|\w*(?:fort|weiter)bildung\w*|training|learning|education|ausstattung|equipment)\b",
    re.IGNORECASE,
)
CLAUSE_ENDS = re.compile(
    r"[;()+]|,(?!\d)|\b(?:plus|zzgl|zuzüglich|sowie|und|and|as well as|neben|beside)\b",
    re.IGNORECASE,
)
UNITS = {
    PayUnit.HOUR: re.compile(
        r"\b(?:per|an) hour\b|/ ?(?:h|hr|hour|std|stunde)\b|\bhourly\b|\b(?:pro|je|die) stunde\b|\bstundenlohn"
        r"|\bstundensatz|\bstündlich",
        re.IGNORECASE,
    ),
    PayUnit.MONTH: re.compile(
        r"\b(?:per|a) month\b|/ ?(?:month|mon|monat|mt)\b|\bmonthly\b|\b(?:pro|je|im) monat\b|\bmonatlich|\bmtl\b"
        r"|\bmonats\w*",
        re.IGNORECASE,
    ),
    PayUnit.YEAR: re.compile(
        r"\b(?:per|a) (?:year|annum)\b|/ ?(?:year|yr|jahr|a)\b|\byearly\b|\bannual\w*|\b(?:pro|je|im) jahr\b"
        r"|\bjährlich|\bjahres\w*|\bp\. ?a\b",
        re.IGNORECASE,
    ),
}
SHORT_LINE = 6
"""Words of a line in which a sum with its unit is pay, although no word says so."""
MOST_AN_HOUR = 200
MOST_A_MONTH = 12_000


@dataclass(frozen=True)
class Pay:
    low: Decimal | None = None
    high: Decimal | None = None
    """Of the currency; equal where the ad gives one figure, None at the end that "from" or "up to" leaves open."""
    unit: PayUnit = PayUnit.YEAR
    grade: str = ""
    """For example "TVöD E 13"."""
    currency: str = "EUR"


def find_pay(passages: Iterable[str]) -> Pay | None:
    """The pay an ad states in figures or grades; None for "adequate" and for other sums."""
    parts = [part for text in passages for part in split_sentences(text)]
    grade = next(filter(None, map(find_grade, parts)), "")
    pay = next((found for part in parts for found in _find_figures(part)), None)
    if pay is None:
        return Pay(grade=grade) if grade else None
    return Pay(pay.low, pay.high, pay.unit, grade, pay.currency)


def _find_figures(sentence: str) -> Iterator[Pay]:
    """The sums of a sentence that are pay, whatever else it counts in euros."""
    is_about_pay = PAY_WORDS.search(sentence) is not None
    is_line = len(sentence.split()) <= SHORT_LINE
    for money in find_money(sentence):
        before, after = _words_around(sentence, money)
        unit = _find_unit(before, after)
        if NOT_PAY.search(before) or NOT_PAY.search(after):
            continue
        if is_about_pay or (is_line and unit is not None):
            amount = money.high or money.low or Decimal()
            yield Pay(money.low, money.high, unit or _usual_unit(amount), "", money.currency)


def _words_around(sentence: str, money: Money) -> tuple[str, str]:
    """What stands before and behind a sum in its own clause."""
    before = CLAUSE_ENDS.split(sentence[: money.start])[-1]
    after = CLAUSE_ENDS.split(sentence[money.end :], maxsplit=1)[0]
    return before, after


def _find_unit(before: str, after: str) -> PayUnit | None:
    """The unit that is named next to a sum: behind it ("a month"), else before it ("monthly salary of")."""
    for words in (after, before):
        found = [
            (match.start(), unit) for unit, named in UNITS.items() if (match := named.search(words))
        ]
        if found:
            return min(found)[1]
    return None


def _usual_unit(amount: Decimal) -> PayUnit:
    """The unit where the ad names none: nobody earns 15 a month or 4,000 an hour."""
    if amount < MOST_AN_HOUR:
        return PayUnit.HOUR
    return PayUnit.MONTH if amount < MOST_A_MONTH else PayUnit.YEAR
