"""Dates of a text that cannot be, that nobody means, or that the fields contradict."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careers.checks.facts import PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule, register
from careers.checks.quantities import SPELLINGS
from careers.checks.spelled_dates import extract_moments
from careers.checks.wording_search import LATELY_READ, visible_text

DATE_IMPOSSIBLE = Rule("date_impossible", Level.WARNS, _("there is no %(words)s"))
DATE_FAR = Rule("date_far", Level.WARNS, _("%(words)s is hardly meant: look at the year"))
DATE_PAST = Rule("date_past", Level.WARNS, _("the deadline in the text, %(words)s, has passed"))
WEEKDAY_DIFFERS = Rule(
    "weekday_differs", Level.WARNS, _("%(words)s is no %(other)s: correct the day or the date")
)
DEADLINE_DIFFERS = Rule(
    "deadline_differs", Level.WARNS, _("the text says %(words)s, the field says another deadline")
)
START_DIFFERS = Rule(
    "start_differs", Level.WARNS, _("the text says %(words)s, the field says another start")
)
WEEKDAYS = {
    **dict(
        zip(
            "montag dienstag mittwoch donnerstag freitag samstag sonntag".split(),
            range(7),
            strict=True,
        )
    ),
    **dict(
        zip(
            "monday tuesday wednesday thursday friday saturday sunday".split(),
            range(7),
            strict=True,
        )
    ),
}
WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)}),?(?: dem| den| the)? $")
UNTIL = re.compile(
    r"(?:\bbis(?: spätestens)?(?: zum)?|\bby|\buntil|deadline (?:is|of)|date is|(?:schluss|frist)\w*(?: ist| endet)?(?: der| am)?) $"
)
APPLY = re.compile(r"bewerb|bewirb|frist|unterlagen|appl|closing|deadline")
FROM = re.compile(
    r"(?:\bab(?: dem)?|\bvom|beginn\w*(?: ist)?(?: der| am)?|beginnt am|zum|\bfrom|starts? (?:is|on)|begins on|starting) $"
)
MUCH_LATER = 30
"""Years."""
BEFORE = 45


class Written(NamedTuple):
    """A date with what stands before it and with its sentence, both in small letters."""

    year: int
    month: int
    day: int
    words: str
    before: str
    sentence: str

    @property
    def date(self) -> date | None:
        """None for a month, and for a day that never comes."""
        is_day = 0 < self.day <= monthrange(self.year, self.month)[1]
        return date(self.year, self.month, self.day) if is_day else None


@register
def check_dates_in_text(facts: PostingFacts) -> Iterator[Finding]:
    """Days that are in the calendar, in this age, and on that day of the week. Source: our rule."""
    today = timezone.localdate(facts.now)
    for text in facts.written:
        for number, section in enumerate(text.sections, 1):
            for written in find_dates(section.body, text.language):
                rule, other = judge_date(written, today)
                if rule and not facts.closed:
                    place = Place("body", number)
                    yield rule.build_finding(text.language, place, words=written.words, other=other)


def judge_date(written: Written, today: date) -> tuple[Rule | None, str]:
    """The rule that a date breaks, and the day of the week that the text names."""
    if written.date is None:
        return (DATE_IMPOSSIBLE if written.day else None), ""
    weekday = WEEKDAY.search(written.before)
    if weekday and WEEKDAYS[weekday[1]] != written.date.weekday():
        return WEEKDAY_DIFFERS, weekday[1].capitalize()
    if written.year > today.year + MUCH_LATER:
        return DATE_FAR, ""
    is_deadline = UNTIL.search(written.before) and APPLY.search(written.sentence)
    return (DATE_PAST if is_deadline and written.date < today else None), ""


@register
def check_dates_of_fields(facts: PostingFacts) -> Iterator[Finding]:
    """The deadline and the start of a text are those of the fields. Source: our rule."""
    closes = timezone.localdate(facts.closes_at) if facts.closes_at else None
    for text in facts.written if closes or facts.starts_on else ():
        found = [
            (number, written)
            for number, section in enumerate(text.sections, 1)
            for written in find_dates(section.body, text.language)
        ]
        for rule, field, sought in (
            (DEADLINE_DIFFERS, closes, is_deadline),
            (START_DIFFERS, facts.starts_on, is_start),
        ):
            named = [each for each in found if sought(each[1])]
            if field and named and not any(agrees(written, field) for _number, written in named):
                number, written = named[0]
                yield rule.build_finding(text.language, Place("body", number), words=written.words)


def is_deadline(written: Written) -> bool:
    return bool(APPLY.search(written.sentence)) and not FROM.search(written.before)


def is_start(written: Written) -> bool:
    return bool(FROM.search(written.before)) and not APPLY.search(written.sentence)


def agrees(written: Written, field: date) -> bool:
    """Whether a written date is that of a field, or the month of it."""
    same_month = (written.year, written.month) == (field.year, field.month)
    return same_month and written.day in {0, field.day}


@lru_cache(LATELY_READ)
def find_dates(body: str, language: str) -> tuple[Written, ...]:
    """The dates with a year of a section."""
    if language not in SPELLINGS or ("20" not in body and "21" not in body):
        return ()
    said = visible_text(body)
    found: list[tuple[str, str]] = []
    lines = "\n".join(line for line in said.splitlines() if re.search(r"\d{4}", line))
    extract_moments(lines, language, lambda value, words: found.append((value, words)))
    return tuple(
        read_date(value, words, said)
        for value, words in found
        if re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])-\d\d", value)
    )


def read_date(value: str, words: str, said: str) -> Written:
    start = max(said.find(words), 0)
    before = said[max(0, start - BEFORE) : start].lower()
    opening = max(said.rfind(". ", 0, start), said.rfind("\n", 0, start)) + 1
    closing = said.find(". ", start + len(words))
    sentence = said[opening : closing if closing >= 0 else None].lower()
    year, month, day = map(int, value.split("-"))
    return Written(year, month, day, words.strip(), before, sentence)
