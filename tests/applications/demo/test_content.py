"""The demo's files themselves; no database needed."""

import html
import os
import re
from pathlib import Path

import pytest
from django.conf import settings

from applications.demo.content import demo_folder, read_ads, read_tables
from applications.demo.postings import is_column
from careers.enums import SectionKind
from careers.importing.pieces import ParsedAd
from careers.models import Posting

RUN = 8  # words in a row that may not be shared with the ads we started from
ONE_LANGUAGE_ON_PURPOSE = {
    "accountant": ["de"],
    "apprentice-office-management": ["de"],
    "data-engineer": ["en"],
    "release-engineer": ["en"],
}
WANTED = {
    SectionKind.INTRODUCTION,
    SectionKind.TASKS,
    SectionKind.REQUIREMENTS,
    SectionKind.OFFER,
    SectionKind.HOW_TO_APPLY,
    SectionKind.PROCESS,
}
POSTINGS = {row["slug"]: row for row in read_tables("postings")["postings"]}
every_posting = pytest.mark.parametrize("slug", POSTINGS)


def seeds() -> list[str]:
    source = Path(os.environ.get("SEEDS_DIR", settings.BASE_DIR.parent / "shared" / "seeds"))
    if not source.is_dir():
        leave = pytest.fail if os.environ.get("CI") else pytest.skip
        leave("The ads we started from are not beside this checkout; set SEEDS_DIR.")
    return [path.read_text(encoding="utf-8") for path in sorted(source.iterdir())]


def runs(text: str) -> set[str]:
    words = re.findall(r"\w+", html.unescape(text).casefold())
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def sentences() -> list[str]:
    """Every sentence, list item and line of the demo; titles and place lines are facts."""
    texts = [path.read_text(encoding="utf-8") for path in demo_folder().glob("*/*.md")]
    texts += [path.read_text(encoding="utf-8") for path in demo_folder().glob("*.toml")]
    return [
        line for text in texts for line in text.splitlines() if not line.startswith(("# ", "("))
    ]


def has_list(ad: ParsedAd) -> set[str]:
    return {section.kind for section in ad.sections if section.items > 2}


def test_demo_shares_no_run_of_words_with_the_seeds() -> None:
    taken = {run for seed in seeds() for run in runs(seed)}
    assert [line for line in sentences() if runs(line) & taken] == []


@every_posting
def test_every_posting_has_the_languages_it_should(slug: str) -> None:
    assert list(read_ads(slug)) == ONE_LANGUAGE_ON_PURPOSE.get(slug, ["de", "en"])


@every_posting
def test_every_language_has_every_section(slug: str) -> None:
    for ad in read_ads(slug).values():
        assert {section.kind for section in ad.sections} - {SectionKind.NICE_TO_HAVE} == WANTED


@every_posting
def test_languages_have_the_same_sections_with_as_many_items(slug: str) -> None:
    shapes = {
        tuple((section.kind, section.items) for section in ad.sections)
        for ad in read_ads(slug).values()
    }
    assert len(shapes) == 1


@every_posting
def test_every_title_carries_its_gender_marker(slug: str) -> None:
    markers = {code: ad.gender_marker for code, ad in read_ads(slug).items()}
    assert markers == {code: settings.GENDER_MARKERS[code] for code in markers}


@every_posting
def test_every_posting_states_pay_and_an_answer_date(slug: str) -> None:
    row = POSTINGS[slug]
    assert row.get("is_speculative", False) or row["pay_max"] > 0
    assert row["answer_days"] > 0


@every_posting
def test_every_language_has_a_summary_for_lists(slug: str) -> None:
    summaries = {
        key[-2:]: len(POSTINGS[slug][key]) for key in POSTINGS[slug] if key[:8] == "summary_"
    }
    assert list(summaries) == list(read_ads(slug))
    assert max(summaries.values()) <= 155


def test_facts_are_named_like_the_columns_of_a_posting() -> None:
    columns = {field.name for field in Posting._meta.get_fields()}
    assert {key for row in POSTINGS.values() for key in row if is_column(key)} - columns == set()


def test_text_files_and_facts_belong_together() -> None:
    assert {path.stem for path in demo_folder().glob("*/*.md")} == set(POSTINGS)


PICTURES = {".png", ".webp", ".jpg"}


def test_every_address_is_invented() -> None:
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for path in demo_folder().rglob("*.*")
        if path.suffix not in PICTURES
    )
    assert set(re.findall(r"\w@([\w.-]+\w)", text)) == {"example.org", "example.com"}
