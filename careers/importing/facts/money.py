"""Sums of money in sentences: how figures, ranges and currencies are written, in German and in English."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

FIGURE = (
    r"(?:\d{{1,3}}(?:[.,'’ \u00a0\u202f]\d{{3}})+|\d+)"
    r"(?:[.,](?P<{name}_cents>\d{{2}})(?!\d)|[.,](?P<{name}_tenths>\d)(?=\s?[kK]\b)|,[-–—])?"
    r"(?![.,]?\d)\s?(?P<{name}_k>[kK]\b|Tsd\b\.?|tausend\b|thousand\b)?"
)
CURRENCIES = {
    "EUR": r"€|\bEUR\b|\bEuros?\b",
    "CHF": r"\bCHF\b|\bSFr\.?|\bFr\.|\bFranken\b|\bfrancs?\b",
    "GBP": r"£|\bGBP\b|\bpounds?\b",
    "USD": r"(?:US)?\$|\bUSD\b|\bdollars?\b",
}
CURRENCY = f"(?:{'|'.join(CURRENCIES.values())})"
GROSS = r"(?:\s?\(?(?:brutto|gross)\)?)?"
SUM = re.compile(
    rf"(?<![\d.,'’])(?P<sign>{CURRENCY})?\s?(?P<low>{FIGURE.format(name='low')})\s?(?P<after>{CURRENCY})?{GROSS}"
    rf"(?:\s?(?:–|—|-|bis(?: zu)?|to|and|und)\s?(?P<sign2>{CURRENCY})?\s?"
    rf"(?P<high>{FIGURE.format(name='high')})\s?(?P<after2>{CURRENCY})?)?",
    re.IGNORECASE,
)
AT_LEAST = re.compile(
    r"\b(?:ab|mindestens|mind\.|from|at least|starting (?:at|from)|upwards of)\s*$", re.IGNORECASE
)
AT_MOST = re.compile(r"\b(?:bis(?: zu)?|maximal|max\.|höchstens|up to|at most)\s*$", re.IGNORECASE)
THOUSAND = 1_000


@dataclass(frozen=True)
class Money:
    """A sum or a range, and where it stands in its sentence."""

    low: Decimal | None
    high: Decimal | None
    """Equal where the sentence gives one figure; None at the open end of "from" and "up to"."""
    currency: str
    """ISO 4217."""
    start: int
    end: int


def find_money(sentence: str) -> Iterator[Money]:
    """Every sum with a currency, in order; figures without one are hours, years or numbers of people."""
    for match in SUM.finditer(sentence):
        signs = [match[name] for name in ("sign", "after", "sign2", "after2") if match[name]]
        if not signs:
            continue
        is_range = match["high"] is not None
        shared = bool(is_range and match["high_k"])
        low = _read_figure(match, "low", is_in_thousands=shared)
        high = (
            _read_figure(match, "high", is_in_thousands=bool(match["low_k"])) if is_range else low
        )
        if low > high:
            continue
        before = sentence[: match.start()]
        yield Money(
            None if not is_range and AT_MOST.search(before) else low,
            None if not is_range and AT_LEAST.search(before) else high,
            _find_currency(signs[0]),
            match.start(),
            match.end(),
        )


def _read_figure(match: re.Match[str], name: str, *, is_in_thousands: bool) -> Decimal:
    """The number of one end; "45–55k" has its k once for both."""
    decimals = match[f"{name}_cents"] or match[f"{name}_tenths"] or ""
    written = match[name]
    if match[f"{name}_k"]:
        written = written.removesuffix(match[f"{name}_k"])
    whole = re.sub(r"\D", "", written)
    number = Decimal(f"{whole[: len(whole) - len(decimals)]}.{decimals or '0'}")
    is_k = match[f"{name}_k"] is not None or (is_in_thousands and number < THOUSAND)
    return number * THOUSAND if is_k else number


def _find_currency(sign: str) -> str:
    return next(code for code, words in CURRENCIES.items() if re.search(words, sign, re.IGNORECASE))
