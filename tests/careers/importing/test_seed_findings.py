"""What is known to be wrong with the real ads is found when they are imported."""

from pathlib import Path

import pytest

from careers.importing.readers import Source, find_sources
from careers.importing.saving import Options, Outcome, import_source
from careers.models import Edition, Posting
from tests.careers.importing.sources import seed_files
from tests.careers.importing.test_command import PUBLISH, run

pytestmark = pytest.mark.django_db

# What is wrong with an ad beyond what all of them lack, such as a contact in plain writing.
TELLING = {
    "hours_in_one_place",
    "marker_missing",
    "pay_missing",
    "section_in_wrong_language",
    "sentence_in_wrong_language",
    "stray_word",
    "title_missing",
    "vague_pay",
}
TITLE = "Site Reliability Engineer (d/f/m)"


def import_all(*paths: Path) -> list[Outcome]:
    sources = [each for each in find_sources(paths) if isinstance(each, Source)]
    return [import_source(source, Options()) for source in sources]


def texts_of_outcome(outcome: Outcome) -> list[tuple[str, str]]:
    found = [(each.code, each.language) for each in outcome.findings if each.code in TELLING]
    return sorted(found)


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        (0, [("pay_missing", ""), ("vague_pay", "en")]),
        (
            1,
            [
                ("marker_missing", "en"),
                ("pay_missing", ""),
                ("section_in_wrong_language", "en"),
                ("title_missing", "en"),
                ("vague_pay", "en"),
            ],
        ),
        (2, [("hours_in_one_place", "en"), ("pay_missing", ""), ("vague_pay", "en")]),
        (3, [("pay_missing", ""), ("stray_word", "de"), ("vague_pay", "de")]),
        (4, [("pay_missing", ""), ("vague_pay", "de")]),
    ],
)
def test_what_is_wrong_with_a_seed_is_found(number: int, wanted: list[tuple[str, str]]):
    (outcome,) = import_all(seed_files()[number])
    assert texts_of_outcome(outcome) == wanted


def test_numbers_that_have_drifted_apart_are_found():
    *_others, third, _fourth, _fifth = import_all(*seed_files())
    drifted = [each.params for each in third.findings if each.code == "differs_from_posting"]
    pairs = [(str(each["words"]), str(each["other"])) for each in drifted]
    assert [("170" in here, "200" in there) for here, there in pairs if "170" in here] == [
        (True, True)
    ]


def test_seeds_stay_drafts_without_a_reason():
    lines = run(seed_files()[0].parent, "--publish", "--title", TITLE)
    assert lines[-1] == "5 created, 0 updated, 0 unchanged, 0 kept, 0 failed"
    assert sum("give a reason with --override" in line for line in lines) == 5
    assert Edition.objects.count() == 0


def test_seeds_are_published_with_a_reason_that_is_kept():
    run(seed_files()[0].parent, *PUBLISH, "--title", TITLE)
    assert Posting.objects.exclude(current_edition=None).count() == 5
    assert set(Edition.objects.values_list("override_reason", flat=True)) == {PUBLISH[-1]}
    overridden = [edition.overridden for edition in Edition.objects.order_by("posting__import_key")]
    assert overridden == [
        ["pay_missing"],
        ["pay_missing", "section_in_wrong_language"],
        *[["pay_missing"]] * 3,
    ]
