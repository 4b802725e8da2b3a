"""Precision and recall of the ad check on labelled cases: python -m benchmarks.ad_check.

Every check looks at every case, so that a finding nobody expected counts against it, wherever it
turns up. The cases are sentences of our own; ad_check_cases*.toml explain their fields.
"""

import os
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
AROUND = {
    "de": "Unser Verein ist klein und bunt. Menschen mit Behinderung sind willkommen.",
    "en": "Our association is small and colourful. Applicants with disabilities are welcome.",
}
# Long enough for an ad, and of no interest to any check; a case with alone = true goes without.
FILLER = {
    "de": """Ein gewöhnlicher Tag beginnt mit einem kurzen Treffen. Wer etwas wissen will, fragt;
wer etwas weiß, sagt es. Danach ist Zeit für die eigene Arbeit, und die meisten nehmen sich am
Vormittag das vor, was Ruhe braucht. Am Nachmittag folgen Gespräche mit den Leuten aus anderen
Abteilungen, die unsere Dienste jeden Tag nutzen und sagen, was ihnen fehlt. Was daraus wird, steht
auf einer Tafel, die alle sehen. Am Ende der Woche schauen wir zurück: Was ging gut, was lassen wir
künftig sein? Der Kalender bleibt dabei so leer wie möglich. Wer lieber früh anfängt, fängt früh an,
und wer abends besser denkt, kommt später. Das Büro liegt im Grünen und hat eine Küche, in der oft
jemand kocht. Auch aus der Ferne lässt sich alles erledigen, denn Akten aus Papier gibt es kaum.""",
    "en": """An ordinary day begins with a short meeting. Those who want to know something ask, and
those who know it tell. Then there is time for your own work, and most people use the morning for
what needs calm. The afternoon is for talks with the people from other departments who use our
services every day and say what they miss. What comes of it is written on a board that all can see.
At the end of the week we look back: what went well, and what should we stop doing? The calendar
stays as empty as we can keep it. Those who like to begin early do so, and those who think better
in the evening come later. The office lies among trees and has a kitchen in which somebody often
cooks. All of it can be done from afar as well, as there are hardly any files on paper.""",
}
OTHER = {"de": "Wir freuen uns auf Sie.", "en": "We look forward to meeting you."}
TITLES = {"de": "Technik im Betrieb", "en": "Operations"}
QUESTION = {"de": "Wann könnten Sie anfangen?", "en": "When could you begin?"}
MARKERS = {"de": "(d/w/m)", "en": "(d/f/m)"}


BETWEEN = frozenset(
    """sentence_missing content_differs term_missing point_missing point_differs place_missing
    start_missing title_differs heading_differs limit_differs duty_differs unit_differs""".split()
)
"""Rules that need a translation to compare with."""


class Score(NamedTuple):
    """How often a check was right, reported too much, and overlooked something."""

    right: int
    too_much: int
    overlooked: int

    @property
    def precision(self) -> float:
        reported = self.right + self.too_much
        return self.right / reported if reported else 1.0

    @property
    def recall(self) -> float:
        expected = self.right + self.overlooked
        return self.right / expected if expected else 1.0


def load_cases() -> list[dict[str, Any]]:
    """All labelled cases, in the order of their files."""
    files = sorted(Path(__file__).parent.glob("ad_check_cases*.toml"))
    return [case for file in files for case in tomllib.loads(file.read_text())["cases"]]


def build_facts(case: dict[str, Any]) -> Any:
    """A posting that lacks nothing but what the case says."""
    from careers.checks.facts import PostingFacts

    pay = case.get("pay", "60000")
    return PostingFacts(
        now=NOW,
        posting=1,
        corpus=build_corpus(case),
        texts=(build_text_facts(case, "de"), build_text_facts(case, "en")),
        contacts=tuple(case.get("contacts", ["Ada Beispiel"])),
        contact_email=case.get("contact_email", ""),
        pay_min=Decimal(pay) if pay else None,
        pay_max=Decimal(case["pay_max"]) if "pay_max" in case else None,
        pay_grade=case.get("grade", ""),
        pay_unit=case.get("unit", "YEAR"),
        pay_currency=case.get("currency", "EUR"),
        employment_types=tuple(case.get("types", ["FULL_TIME"])),
        opens_at=case.get("opens_at"),
        closes_at=case.get("closes_at"),
        is_published=case.get("public", False),
        answer_days=case.get("answer_days"),
        weekly_hours=Decimal(case["week"]) if "week" in case else None,
        starts_on=case.get("starts_on"),
        fixed_term_until=case.get("ends_on"),
        hours_percent_min=case.get("hours_min"),
        hours_percent_max=case.get("hours_max"),
        funder=case.get("funder", ""),
        places=tuple(case.get("places", ["Berlin"])),
    )


def build_text_facts(case: dict[str, Any], code: str) -> Any:
    """One language of the posting: a section of the case's own among sections that say nothing wrong."""
    from careers.checks.facts import LanguageFacts, SectionFacts

    kind = case.get("kind", "other")
    around = SectionFacts("about", "", case.get(f"around_{code}", AROUND[code]))
    own = SectionFacts(kind, case.get(f"heading_{code}", ""), case.get(code, OTHER[code]))
    filler = SectionFacts("process", "", FILLER[code])
    return LanguageFacts(
        language=code,
        title=case.get(f"title_{code}", TITLES[code]),
        marker=case.get(f"marker_{code}", MARKERS[code]),
        summary=case.get(f"summary_{code}", ""),
        funding_notice=case.get(f"notice_{code}", ""),
        sections=(around, own) if case.get("alone") else (around, own, filler),
        outdated=outdated_facts(case, code),
        questions=question_facts(case, code),
    )


def question_facts(case: dict[str, Any], code: str) -> tuple[Any, ...]:
    """One question, if the case has one in any language; what it leaves out is of no interest."""
    from careers.checks.facts import QuestionFacts

    if not any(f"ask_{each}" in case for each in OTHER):
        return ()
    choices = tuple(case.get(f"choices_{code}", ()))
    kind = case.get("ask", "choice" if choices else "text")
    label, hint = case.get(f"ask_{code}", QUESTION[code]), case.get(f"hint_{code}", "")
    return (QuestionFacts(kind, label, hint, choices),)


def outdated_facts(case: dict[str, Any], code: str) -> tuple[Any, ...]:
    """What of the other language has changed since the text in this one was confirmed."""
    from careers.checks.facts import OutdatedFacts

    other = next(each for each in OTHER if each != code)
    before, now = case.get(f"was_{code}"), case.get(other, OTHER[other])
    changed = before is not None and before != now
    return (OutdatedFacts("body", other, before, now, 2),) if changed else ()


def build_corpus(case: dict[str, Any]) -> Any:
    """What a text block and another posting say."""
    from careers.checks.corpus import Source, Text, TextCorpus

    sources = {"block": Source(block="about"), "other": Source(posting=2, name="Ad")}
    return TextCorpus(
        {
            source: [Text(code, case.get(f"{name}_{code}", "")) for code in OTHER]
            for name, source in sources.items()
        }
    )


def find_codes(case: dict[str, Any]) -> set[str]:
    """The codes found; where a case gives one language only, what the other says is no translation."""
    from careers.checks import check_posting

    found = {finding.code for finding in check_posting(build_facts(case))}
    return found - (set() if is_translated(case) else BETWEEN - set(case.get("expect", ())))


def is_translated(case: dict[str, Any]) -> bool:
    """Whether each text that the case gives in one language stands in the other, too."""
    names = ("", "title_", "heading_", "around_", "summary_")
    return all((f"{name}de" in case) == (f"{name}en" in case) for name in names)


def score_rules(labelled: Iterable[dict[str, Any]]) -> dict[str, Score]:
    """The score of each check that was expected or reported somewhere."""
    right, too_much, overlooked = Counter[str](), Counter[str](), Counter[str]()
    for case in labelled:
        wanted, found = set(case["expect"]), find_codes(case)
        right.update(wanted & found)
        too_much.update(found - wanted)
        overlooked.update(wanted - found)
    codes = sorted(right | too_much | overlooked)
    return {code: Score(right[code], too_much[code], overlooked[code]) for code in codes}


def table_lines(results: dict[str, Score]) -> Iterator[str]:
    yield "| check | right | too much | overlooked | precision | recall |"
    yield "|---|---|---|---|---|---|"
    for code, score in results.items():
        yield f"| {code} | {' | '.join(map(str, score))} | {score.precision:.2f} | {score.recall:.2f} |"


def mistake_lines(labelled: Iterable[dict[str, Any]]) -> Iterator[str]:
    for case in labelled:
        wanted, found = set(case["expect"]), find_codes(case)
        if wanted != found:
            yield f"expected {sorted(wanted)}, found {sorted(found)}: {case}"


def main() -> None:
    import django

    django.setup()
    labelled = load_cases()
    print(f"{len(labelled)} cases")
    print("\n".join(table_lines(score_rules(labelled))))
    print("\n".join(mistake_lines(labelled)))


if __name__ == "__main__":
    main()
