"""Fills a database with many published postings, for benchmarks/pages.py, in bulk and without the services.

The rows are those that publishing writes; the search's are written as careers/search/index.py does, but word by
word and by one statement, because the same text is folded a hundred thousand times otherwise.
"""

import random
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import batched

from benchmarks.ad_words import FIELDS, PLACES, Pair, Writer
from benchmarks.pages_sql import INDEX, PUBLISH, STAGING, WORDS

SEED = 2026
BATCH = 2_000
DEPARTMENTS, DAYS = 12, 700
KINDS = {"about": 2, "tasks": 6, "requirements": 5, "offer": 3}
"""Sections of an ad, with how many sentences each has."""
HOURS = (
    ["FULL_TIME"], ["FULL_TIME", "PART_TIME"], ["FULL_TIME", "PART_TIME"], ["PART_TIME"], ["INTERN"],
)  # fmt: skip
HOURS_WORDS = {
    "FULL_TIME": Pair("Vollzeit", "full-time"),
    "PART_TIME": Pair("Teilzeit", "part-time"),
    "INTERN": Pair("Praktikum", "internship"),
}
CONTRACTS = {
    "permanent": Pair("unbefristet", "permanent"),
    "fixed": Pair("befristet", "fixed term"),
}
PAY_STEPS = (30_000, 40_000, 50_000, 60_000, 70_000, 80_000, 100_000)
MARKERS = Pair("(d/w/m)", "(d/f/m)")


class Filling:
    """The postings of one database; `number` of them, all open."""

    def __init__(self, number: int, now: datetime) -> None:
        self.number, self.now = number, now
        self.writer, self.random = Writer(SEED), random.Random(SEED)

    def fill(self) -> None:
        from django.db import connection, transaction

        with transaction.atomic(), connection.cursor() as cursor:
            self.add_departments()
            cursor.execute(STAGING)
            for numbers in batched(range(self.number), BATCH):
                self.add_postings(numbers)
            cursor.execute(PUBLISH)
            self.index(cursor)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")

    def add_departments(self) -> None:
        from careers.models import Department, Location

        names = [Pair(*field.split(":")) for field in FIELDS[:DEPARTMENTS]]
        self.departments = Department.objects.bulk_create(
            Department(slug=name.en.lower(), name_de=f"{name.de}referat", name_en=f"{name.en} unit")
            for name in names
        )
        Location.objects.bulk_create(
            Location(slug=place.en.lower(), name_de=place.de, name_en=place.en, locality=place.de)
            for place in (Pair(*each.split(":")) for each in PLACES)
        )

    def add_postings(self, numbers: tuple[int, ...]) -> None:
        from careers.models import Edition, EditionText, Posting, PostingEvent

        ads = [Ad(self, number) for number in numbers]
        postings = Posting.objects.bulk_create(ad.build_posting() for ad in ads)
        editions = Edition.objects.bulk_create(
            ad.build_edition(posting) for ad, posting in zip(ads, postings, strict=True)
        )
        pairs = [*zip(ads, editions, strict=True)]
        texts = [text for ad, edition in pairs for text in ad.build_texts(edition)]
        EditionText.objects.bulk_create(texts)
        PostingEvent.objects.bulk_create(
            PostingEvent(posting=each.posting, kind="published", at=each.published_at, edition=each)
            for each in editions
        )
        self.stage(texts)

    def stage(self, texts: list) -> None:
        from django.db import connection

        with (
            connection.cursor() as cursor,
            cursor.copy("COPY found FROM STDIN") as copy,
        ):
            for text in texts:
                copy.write_row(search_row(text))

    def index(self, cursor: object) -> None:
        """As much faster as an index that is made at the end is than one that grows."""
        indexes = find_search_indexes(cursor)
        for name in indexes:
            cursor.execute(f"DROP INDEX {name}")
        cursor.execute("SET LOCAL maintenance_work_mem = '1GB'")
        cursor.execute(INDEX)
        cursor.execute(WORDS)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in indexes.values():
            cursor.execute(statement)


def find_search_indexes(cursor: object) -> dict[str, str]:
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'careers_searchentry'"
        " AND indexdef LIKE '%% USING gin %%'"
    )
    return dict(cursor.fetchall())


class Ad:
    """One posting: what is drawn once is the same in both languages."""

    def __init__(self, filling: Filling, number: int) -> None:
        self.filling, self.number, self.writer = filling, number, filling.writer
        chance = filling.random
        self.title = self.writer.write_title()
        self.place = self.writer.choose_pair(PLACES)
        self.department = filling.departments[int(len(filling.departments) * chance.random() ** 2)]
        self.hours = chance.choice(HOURS)
        self.contract = chance.choice(["fixed", "permanent", "permanent"])
        self.is_remote = chance.choice([True, False, False])
        self.pay = 1_000 * chance.randrange(34, 110)
        self.languages = chance.choices([["de", "en"], ["de"], ["en"]], [80, 15, 5])[0]
        self.published_at = filling.now - timedelta(days=DAYS * chance.random() ** 2, hours=1)
        later = timedelta(days=chance.randrange(2, 120))
        self.closes_at = chance.choice([filling.now + later, None])

    @property
    def facets(self) -> list[str]:
        remote = ["place:remote"] if self.is_remote else []
        hours = [f"hours:{kind.lower()}" for kind in self.hours]
        pay = [f"pay:{step}" for step in PAY_STEPS if self.pay >= step]
        named = [f"department:{self.department.slug}", *remote, f"place:{self.place.en.lower()}"]
        return [*named, *hours, f"contract:{self.contract}", *pay]

    def labels(self, language: str) -> list[str]:
        remote = [Pair("ortsunabhängig", "remote")] if self.is_remote else []
        pairs = [*remote, self.place, *(HOURS_WORDS[kind] for kind in self.hours)]
        named = [getattr(pair, language) for pair in [*pairs, CONTRACTS[self.contract]]]
        pay = [str(step) for step in PAY_STEPS if self.pay >= step]
        return [getattr(self.department, f"name_{language}"), *named, *pay]

    def build_posting(self) -> object:
        from careers.models import Posting

        by_language = {
            f"{column}_{code}": getattr(pair, code)
            for column, pair in (("title", self.title), ("gender_marker", MARKERS))
            for code in self.languages
        }
        return Posting(
            public_id=100_000 + self.number,
            department=self.department,
            workplace_type="remote_or_on_site" if self.is_remote else "on_site",
            employment_types=self.hours,
            pay_min=self.pay - 6_000,
            pay_max=self.pay,
            contact_email="stellen@example.org",
            closes_at=self.closes_at,
            **by_language,
        )

    def build_edition(self, posting: object) -> object:
        from careers.models import Edition

        return Edition(
            posting=posting,
            number=1,
            published_at=self.published_at,
            languages=self.languages,
            opens_at=self.published_at,
            closes_at=self.closes_at,
            facets=self.facets,
            facts=self.edition_facts(),
        )

    def edition_facts(self) -> dict[str, object]:
        street = {"street": "", "postal_code": "", "region": "", "country": "DE"}
        pay = {"minimum": str(self.pay - 6_000), "maximum": str(self.pay), "grade": ""}
        return {
            "reference": f"OS-{self.number}",
            "department": self.department.slug,
            "workplace_type": "remote_or_on_site" if self.is_remote else "on_site",
            "locations": [street | {"locality": self.place.de}],
            "employment_types": self.hours,
            "starts_on": "",
            "fixed_term_until": "",
            "pay": pay | {"currency": "EUR", "unit": "YEAR"},
            "contact_email": "stellen@example.org",
            "answer_days": 14,
            "blocks": {},
            "shared": {},
            "documents": {},
            "is_speculative": False,
        }

    def build_texts(self, edition: object) -> list:
        return [self.build_text(edition, language) for language in self.languages]

    def build_text(self, edition: object, language: str) -> object:
        from careers.models import EditionText
        from careers.text.slugs import german_slug

        title, place = getattr(self.title, language), getattr(self.place, language)
        sections = {
            kind: self.writer.write_sentences(language, self.place, number)
            for kind, number in KINDS.items()
        }
        labels = self.labels(language)
        words = " ".join(sentence for each in sections.values() for sentence in each)
        return EditionText(
            edition=edition,
            language=language,
            title=title,
            gender_marker=getattr(MARKERS, language),
            slug=german_slug(title, 80),
            summary=self.writer.write_summary(language, self.place),
            sections=[build_section(kind, each) for kind, each in sections.items()],
            facts=self.text_facts(language, place),
            facet_labels=labels,
            search_text=" ".join([title, *labels, place, words]),
        )

    def text_facts(self, language: str, place: str) -> dict[str, object]:
        hours = ", ".join(getattr(HOURS_WORDS[kind], language) for kind in self.hours)
        return {
            "department": getattr(self.department, f"name_{language}"),
            "funding_notice": "",
            "place": place,
            "hours": hours.capitalize(),
            "week": "",
            "contract": getattr(CONTRACTS[self.contract], language).capitalize(),
            "start": "",
            "pay": f"{self.pay - 6_000:,} – {self.pay:,} €",
            "contacts": [],
            "questions": [],
        }


def build_section(kind: str, sentences: list[str]) -> dict[str, str]:
    items = "".join(f"<li>{sentence}</li>" for sentence in sentences)
    return {"kind": kind, "heading": "", "html": f"<ul>{items}</ul>"}


def search_row(text: object) -> tuple[object, ...]:
    """As careers.search.index.entry_values(), for texts of plain words."""
    from careers.models.search_entry import search_configuration

    language = text.language
    work = [each["html"] for each in text.sections if each["kind"] in {"tasks", "requirements"}]
    title = fold_text(text.title, language)
    facts = fold_text(" ".join([*text.facet_labels, text.facts["place"]]), language)
    words = f"{title} {fold_word(text.edition.facts['reference'], language)} {fold_text(text.search_text, language)}"
    plain = " ".join(work).replace("<li>", " ").replace("</li>", " ")
    plain = plain.replace("<ul>", " ").replace("</ul>", " ")
    columns = (f" {title} ", f" {facts} ", fold_text(plain, language), f" {words} ")
    return text.edition_id, language, search_configuration(language), *columns


def fold_text(text: str, language: str) -> str:
    return " ".join(filter(None, (fold_word(word, language) for word in text.split())))


@lru_cache(100_000)
def fold_word(word: str, language: str) -> str:
    from careers.text.folding import fold_words
    from careers.text.stop_words import stop_words

    folded = fold_words(word)
    return "" if folded in stop_words(language) else folded


def fill_database(number: int) -> None:
    """Fill the database of the settings, unless it has as many postings already."""
    from django.core.management import call_command
    from django.utils import timezone

    from careers.models import Posting

    call_command("migrate", interactive=False, verbosity=0)
    if not Posting.objects.exists():
        Filling(number, timezone.now()).fill()
    assert Posting.objects.count() == number


if __name__ == "__main__":
    import sys

    import django

    django.setup()
    fill_database(int(sys.argv[1]))
