"""manage.py import_postings: what it writes, what it says, and what it leaves alone."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from careers.models import Department, Edition, Location, Posting, PostingSection
from careers.services import close_posting
from careers.text import html_to_markdown
from tests.careers.factories import DepartmentFactory

pytestmark = pytest.mark.django_db

ENGLISH = """# Cook (d/f/m)
(Remote or Kiel)

We would like to fill the position as soon as possible.

## Your tasks

* You cook what our members like to eat.
* You wash up what they have left.

## We offer

* An 80 % position, part of a team that likes you

Questions? Write to Ada Beispiel: kitchen[at]example[dot]org
"""
GERMAN = """# Köch:in (d/w/m)
(Remote oder Kiel)

## Ihre Aufgaben

* Sie kochen, was unsere Mitglieder gern essen.

## Wir bieten

* Eine Stelle mit 80 %

Fragen beantwortet Ada Beispiel: kitchen@example.org
"""
UNTITLED = ENGLISH.partition("\n")[2]
PUBLISH = ("--publish", "--override", "Taken over from our old site.")


def write(path: Path, text: str = ENGLISH) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def run(*arguments: object) -> list[str]:
    """The lines the command says on its output."""
    out = StringIO()
    call_command("import_postings", *map(str, arguments), stdout=out, stderr=StringIO())
    return out.getvalue().splitlines()


def run_and_fail(*arguments: object) -> list[str]:
    out = StringIO()
    with pytest.raises(CommandError, match="Not everything could be imported"):
        call_command("import_postings", *map(str, arguments), stdout=out, stderr=StringIO())
    return out.getvalue().splitlines()


def test_an_ad_becomes_a_draft_with_its_facts(tmp_path: Path):
    run(write(tmp_path / "cook.md"))
    posting = Posting.objects.get()
    assert (posting.title_en, posting.gender_marker_en) == ("Cook", "(d/f/m)")
    assert (posting.place_note_en, posting.start_note_en) == (
        "Remote or Kiel",
        "as soon as possible",
    )
    assert (posting.workplace_type, posting.hours_percent_min) == ("remote_or_on_site", 80)
    assert [str(place) for place in posting.locations.all()] == ["Kiel"]
    assert [str(person) for person in posting.contacts.all()] == ["Ada Beispiel"]
    assert (posting.contact_email, posting.is_published) == ("kitchen@example.org", False)


def test_sections_keep_order_heading_and_text(tmp_path: Path):
    run(write(tmp_path / "cook.md"))
    rows = PostingSection.objects.values_list("kind", "heading_en", "body_en")
    assert list(rows) == [
        ("introduction", "", "We would like to fill the position as soon as possible."),
        (
            "tasks",
            "Your tasks",
            "* You cook what our members like to eat.\n* You wash up what they have left.",
        ),
        ("offer", "We offer", "* An 80 % position, part of a team that likes you"),
        ("how_to_apply", "", "Questions? Write to Ada Beispiel: kitchen[at]example[dot]org"),
    ]


def test_report_says_what_was_recognised(tmp_path: Path):
    path = write(tmp_path / "cook.md")
    lines = run(path)
    assert [*lines[:2], lines[-1]] == [
        f"created: {path}",
        "    en: “Cook (d/f/m)”; place: Kiel, remote or on site; start: as soon as possible; "
        "hours: part-time, 80 %; contact: Ada Beispiel; kitchen@example.org; sections: "
        "Introduction, Tasks (2), Offer (1), How to apply",
        "1 created, 0 updated, 0 unchanged, 0 kept, 0 failed",
    ]


def test_two_languages_become_one_posting(tmp_path: Path):
    write(tmp_path / "en" / "cook.md")
    write(tmp_path / "de" / "cook.md", GERMAN)
    lines = run(tmp_path, *PUBLISH)
    posting = Posting.objects.get()
    assert (posting.title_de, posting.title_en) == ("Köch:in", "Cook")
    assert posting.current_edition is not None
    assert posting.current_edition.languages == ["de", "en"]
    assert [line for line in lines if "!" in line] == []
    assert lines[-2] == "    published in Deutsch, English in spite of: pay_missing"


def test_second_run_changes_nothing(tmp_path: Path):
    path = write(tmp_path / "cook.md")
    run(path, *PUBLISH)
    before = Posting.objects.values().get()
    sections = list(PostingSection.objects.values())
    lines = run(path, *PUBLISH)
    assert (lines[0], lines[-1]) == (
        f"unchanged: {path}",
        "0 created, 0 updated, 1 unchanged, 0 kept, 0 failed",
    )
    assert Posting.objects.values().get() == before
    assert list(PostingSection.objects.values()) == sections
    assert Edition.objects.count() == 1


def test_changed_file_updates_its_posting(tmp_path: Path):
    path = write(tmp_path / "cook.md")
    run(path, *PUBLISH)
    write(path, ENGLISH.replace("# Cook", "# Chef").replace("80 %", "60 %"))
    assert run(path)[0] == f"updated: {path}"
    posting = Posting.objects.get()
    assert (posting.title_en, posting.hours_percent_max) == ("Chef", 60)
    assert Edition.objects.get().texts.get().title == "Cook"


def test_changed_file_with_publish_makes_a_new_edition(tmp_path: Path):
    path = write(tmp_path / "cook.md")
    run(path, *PUBLISH)
    write(path, ENGLISH.replace("# Cook", "# Chef"))
    run(path, *PUBLISH)
    assert [edition.number for edition in Edition.objects.order_by("number")] == [1, 2]


def test_language_imported_later_joins_the_posting(tmp_path: Path):
    english, german = write(tmp_path / "en/cook.md"), write(tmp_path / "de/cook.md", GERMAN)
    run(english)
    run(german, *PUBLISH)
    posting = Posting.objects.get()
    assert posting.current_edition is not None
    assert posting.current_edition.languages == ["de", "en"]
    assert run(english)[0] == f"unchanged: {english}"


def test_file_without_title_becomes_a_draft(tmp_path: Path):
    path = write(tmp_path / "cook.md", UNTITLED)
    assert [line for line in run(path, *PUBLISH) if "!" in line] == [
        "    ! English: the file has no title; give it one with --title",
        "    ! English cannot be published yet. Missing: title.",
    ]
    assert Posting.objects.get().is_published is False


def test_title_option_names_a_file_without_one(tmp_path: Path):
    path = write(tmp_path / "cook.md", UNTITLED)
    run(path)
    assert run(path, "--title", "Cook (d/f/m)", *PUBLISH)[0] == f"updated: {path}"
    posting = Posting.objects.get()
    assert (posting.title_en, posting.gender_marker_en) == ("Cook", "(d/f/m)")
    assert posting.is_published
    assert run(path, "--title", "Cook (d/f/m)", *PUBLISH)[0] == f"unchanged: {path}"
    assert [line for line in run(path) if "!" in line] == []


def test_title_option_is_for_one_file_only(tmp_path: Path):
    write(tmp_path / "a.md", UNTITLED)
    write(tmp_path / "b.md")
    write(tmp_path / "c.md", UNTITLED)
    run(tmp_path, "--title", "Baker")
    titles = Posting.objects.order_by("import_key").values_list("import_key", "title_en")
    assert [(key, title or "") for key, title in titles] == [
        ("a", "Baker"),
        ("b", "Cook"),
        ("c", ""),
    ]


@pytest.mark.parametrize("text", ["", " ", "x" * 161])
def test_title_option_of_no_or_too_many_words_is_refused(tmp_path: Path, text: str):
    with pytest.raises(CommandError, match="1 to 160 characters"):
        run(write(tmp_path / "cook.md"), "--title", text)


def test_language_option_beats_detection(tmp_path: Path):
    run(write(tmp_path / "cook.md"), "--language", "de")
    posting = Posting.objects.get()
    assert (posting.title_de, posting.title_en) == ("Cook", None)


def test_unknown_language_is_refused(tmp_path: Path):
    with pytest.raises(CommandError, match="invalid choice: 'fr'"):
        run(write(tmp_path / "cook.md"), "--language", "fr")


def test_department_option_chooses_one(tmp_path: Path):
    DepartmentFactory(slug="alpha")
    path = write(tmp_path / "cook.md")
    run(path)
    DepartmentFactory(slug="kitchen")
    assert run(path, "--department", "kitchen")[0] == f"updated: {path}"
    posting = Posting.objects.get()
    assert (posting.department.slug, posting.version) == ("kitchen", 2)


def test_unknown_department_is_refused_with_the_known_ones(tmp_path: Path):
    DepartmentFactory(slug="cloud")
    with pytest.raises(CommandError, match=r"There is no department “nope”\. Known: cloud\."):
        run(write(tmp_path / "cook.md"), "--department", "nope")


def test_department_is_the_one_the_ad_names(tmp_path: Path):
    DepartmentFactory(slug="alpha", name_de="Alpha", name_en="Alpha")
    DepartmentFactory(slug="beta", name_de="Küche", name_en="Great Kitchen")
    run(write(tmp_path / "cook.md", ENGLISH.replace("We would", "The Great Kitchen would")))
    assert Posting.objects.get().department.slug == "beta"


def test_department_of_an_empty_portal_is_the_organisation(tmp_path: Path, settings):
    settings.ORGANISATION = {**settings.ORGANISATION, "name": "Küche e. V."}
    run(write(tmp_path / "cook.md"))
    department = Department.objects.get()
    assert (department.slug, department.name_de) == ("kueche-e-v", "Küche e. V.")


def test_location_is_shared_and_abroad_where_it_is(tmp_path: Path):
    write(tmp_path / "a.md")
    write(tmp_path / "b.md")
    write(tmp_path / "c.md", ENGLISH.replace("Kiel", "Wien"))
    run(tmp_path)
    places = Location.objects.order_by("slug").values_list("slug", "country")
    assert list(places) == [("kiel", "DE"), ("wien", "AT")]


def test_dry_run_reports_and_writes_nothing(tmp_path: Path):
    path = write(tmp_path / "cook.md")
    lines = run(path, "--dry-run", *PUBLISH)
    assert (lines[0], lines[-1]) == (
        f"created: {path}",
        "1 created, 0 updated, 0 unchanged, 0 kept, 0 failed (nothing was written)",
    )
    assert (Posting.objects.count(), Department.objects.count(), Location.objects.count()) == (
        0,
        0,
        0,
    )


def test_bad_files_are_named_and_the_others_go_on(tmp_path: Path):
    good = write(tmp_path / "good.md")
    (tmp_path / "bad.md").write_bytes(b"K\xf6ch")
    write(tmp_path / "empty.md", "")
    write(tmp_path / "mute.md", "# Docker Kubernetes")
    lines = run_and_fail(tmp_path)
    assert [line for line in lines if not line.startswith(" ")] == [
        f"failed: {tmp_path}/bad.md is not UTF-8 (at byte 1)",
        f"failed: {tmp_path}/empty.md is empty",
        f"created: {good}",
        f"failed: {tmp_path}/mute.md does not show its language; name it with --language",
        "1 created, 0 updated, 0 unchanged, 0 kept, 3 failed",
    ]


def test_failure_leaves_nothing_of_its_ad_behind(tmp_path: Path):
    """The title is too long to be stored, which shows only after the department was made."""
    path = write(tmp_path / "cook.md", ENGLISH.replace("# Cook", f"# {'Cook ' * 40}"))
    assert "failed: " in run_and_fail(path)[0]
    assert (Posting.objects.count(), Department.objects.count()) == (0, 0)


def test_refusal_of_the_database_leaves_nothing_of_its_ad_behind(tmp_path: Path):
    refused = "ALTER TABLE careers_contact ADD CONSTRAINT nobody CHECK (name <> 'Ada Beispiel')"
    with connection.cursor() as cursor:
        cursor.execute(refused)
    line = run_and_fail(write(tmp_path / "cook.md"))[0]
    assert "cook.md could not be stored (new row for relation" in line
    assert (Posting.objects.count(), Location.objects.count()) == (0, 0)


def test_text_that_cannot_be_read_is_named(tmp_path: Path):
    path = write(tmp_path / "cook.md", "<script>only words you do not see</script>")
    assert run_and_fail(path, "--language", "en")[0] == f"failed: {path} is empty"


def test_text_is_read_down_to_a_depth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = write(
        tmp_path / "cook.md",
        "# Cook\n\n<ul><li><b>You cook for all of us every day</b></li></ul>\n",
    )
    monkeypatch.setattr(html_to_markdown, "MAX_DEPTH", 2)
    reason = "is nested too deeply to be read"
    assert run_and_fail(path, "--language", "en")[0] == f"failed: {path} {reason}"
    monkeypatch.setattr(html_to_markdown, "MAX_DEPTH", 3)
    assert run(path, "--language", "en")[-1].startswith("1 created")


def test_same_language_twice_is_refused(tmp_path: Path):
    write(tmp_path / "cook.md")
    write(tmp_path / "en" / "cook.md")
    assert "has two texts in English" in run_and_fail(tmp_path)[0]


def test_closed_posting_stays_closed(tmp_path: Path):
    path = write(tmp_path / "cook.md")
    run(path, *PUBLISH)
    close_posting(posting=Posting.objects.get(), actor=None, reason="filled", now=timezone.now())
    write(path, ENGLISH.replace("# Cook", "# Chef"))
    assert "    ! stays closed" in run(path, *PUBLISH)
    posting = Posting.objects.get()
    assert (posting.title_en, posting.closed_at is None) == ("Chef", False)


def test_deadline_in_the_past_is_not_published(tmp_path: Path):
    text = f"{ENGLISH}\nApply by 1 March 2020.\n"
    lines = run(write(tmp_path / "cook.md", text), *PUBLISH)
    assert "    ! not published: The deadline has passed. Set a later one, or none." in lines
    assert Posting.objects.get().is_published is False


def test_progress_is_for_terminals_only(tmp_path: Path):
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    path = write(tmp_path / "cook.md")
    terminal, pipe = Terminal(), StringIO()
    call_command("import_postings", str(path), stdout=StringIO(), stderr=terminal)
    call_command("import_postings", str(path), stdout=StringIO(), stderr=pipe)
    assert (terminal.getvalue(), pipe.getvalue()) == ("1/1\r", "")
