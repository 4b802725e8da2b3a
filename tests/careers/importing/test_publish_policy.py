"""import_postings --publish: what blocks an ad, and the reason that overrules it."""

from pathlib import Path

import pytest
from django.core.management import CommandError

from careers.models import Edition, Posting
from tests.careers.importing.test_command import ENGLISH, GERMAN, run, write

pytestmark = pytest.mark.django_db

REASON = "Taken over from our old site."
PAID = ENGLISH.replace("## We offer", "## We offer\n\n* Your pay: 40,000 to 50,000 € a year")
FOREIGN = PAID.replace(
    "We would like to fill the position as soon as possible.",
    "Die Stelle ist zu besetzen, und wir freuen uns auf alle, die sich bei uns bewerben.",
)


def blocking(lines: list[str]) -> list[str]:
    """The codes that the report has under "blocks"."""
    start = next((at for at, line in enumerate(lines) if line.startswith("    blocks: ")), None)
    if start is None:
        return []
    count = int(lines[start].rpartition(" ")[2])
    return [line.rpartition("[")[2].strip("]") for line in lines[start + 1 : start + 1 + count]]


def test_ad_without_a_blocking_finding_is_published(tmp_path: Path):
    lines = run(write(tmp_path / "cook.md", PAID), "--publish")
    assert (blocking(lines), lines[-2]) == ([], "    published in English")
    edition = Edition.objects.get()
    assert (edition.overridden, edition.override_reason) == ([], "")


def test_ad_with_a_blocking_finding_stays_a_draft(tmp_path: Path):
    lines = run(write(tmp_path / "cook.md"), "--publish")
    assert blocking(lines) == ["pay_missing"]
    assert lines[-2] == "    ! not published: repair what blocks, or give a reason with --override"
    assert Posting.objects.get().is_published is False


def test_reason_publishes_in_spite_of_a_blocking_finding(tmp_path: Path):
    lines = run(write(tmp_path / "cook.md"), "--publish", "--override", f" {REASON}\n")
    assert lines[-2] == "    published in English in spite of: pay_missing"
    edition = Edition.objects.get()
    assert (edition.overridden, edition.override_reason) == (["pay_missing"], REASON)


def test_reason_is_not_kept_where_nothing_blocks(tmp_path: Path):
    run(write(tmp_path / "cook.md", PAID), "--publish", "--override", REASON)
    assert Edition.objects.get().override_reason == ""


def test_section_in_another_language_stays_a_draft(tmp_path: Path):
    lines = run(write(tmp_path / "cook.md", FOREIGN), "--publish", "--language", "en")
    assert blocking(lines) == ["section_in_wrong_language"]
    assert Edition.objects.count() == 0


def test_ad_refused_before_is_published_when_the_reason_comes(tmp_path: Path):
    path = write(tmp_path / "cook.md")
    run(path, "--publish")
    assert run(path, "--publish", "--override", REASON)[0] == f"unchanged: {path}"
    assert Posting.objects.get().is_published


def test_both_languages_are_published_under_one_reason(tmp_path: Path):
    write(tmp_path / "en" / "cook.md")
    write(tmp_path / "de" / "cook.md", GERMAN)
    run(tmp_path, "--publish", "--override", REASON)
    edition = Edition.objects.get()
    assert (edition.languages, edition.override_reason) == (["de", "en"], REASON)


def test_missing_title_is_beyond_every_reason(tmp_path: Path):
    untitled = PAID.partition("\n")[2]
    lines = run(write(tmp_path / "cook.md", untitled), "--publish", "--override", REASON)
    assert blocking(lines) == ["title_missing"]
    assert lines[-2] == "    ! English cannot be published yet. Missing: title."


def test_deadline_in_the_past_is_beyond_every_reason(tmp_path: Path):
    text = f"{PAID}\nApply by 1 March 2020.\n"
    lines = run(write(tmp_path / "cook.md", text), "--publish", "--override", REASON)
    assert lines[-2] == "    ! not published: The deadline has passed. Set a later one, or none."
    assert Edition.objects.count() == 0


@pytest.mark.parametrize("reason", ["", " \n", "…!", "x" * 501, "see\x00mail"])
def test_reason_without_words_or_with_too_many_is_refused(tmp_path: Path, reason: str):
    with pytest.raises(CommandError, match="A reason is a sentence of at most 500 characters"):
        run(write(tmp_path / "cook.md"), "--publish", "--override", reason)


def test_reason_of_500_characters_is_taken(tmp_path: Path):
    run(write(tmp_path / "cook.md"), "--publish", "--override", "x" * 500)
    assert Edition.objects.get().override_reason == "x" * 500


def test_reason_without_publish_is_refused(tmp_path: Path):
    with pytest.raises(CommandError, match="--override says why to publish; add --publish"):
        run(write(tmp_path / "cook.md"), "--override", REASON)
    assert Posting.objects.count() == 0


def test_import_does_not_publish_a_language_that_the_other_left_behind(tmp_path: Path):
    german = GERMAN.replace(
        "## Wir bieten", "## Wir bieten\n\n* Ihr Gehalt: 40.000 bis 50.000 €", 1
    )
    write(tmp_path / "de" / "cook.md", german)
    path = write(tmp_path / "en" / "cook.md", PAID)
    run(tmp_path, "--publish", "--override", REASON)
    write(path, PAID.replace("## We offer", "## We offer\n\n* a bicycle"))
    lines = run(tmp_path, "--publish")
    assert "translation_outdated" in blocking(lines)
    assert Edition.objects.count() == 1
