"""An ad imported again: what its editors have written meanwhile, and what stays connected."""

from pathlib import Path

import pytest
from django.utils import timezone

from careers.importing.saving.memory import Memory
from careers.models import Edition, Posting, PostingSection
from careers.services import note_draft_change
from tests.careers.factories import DepartmentFactory, TextBlockFactory
from tests.careers.importing.test_command import ENGLISH, GERMAN, PUBLISH, run, write

pytestmark = pytest.mark.django_db

TWIN = GERMAN.replace("## Ihre", "Wir suchen Sie zum nächstmöglichen Zeitpunkt.\n\n## Ihre")
CHANGED = ENGLISH.replace("wash up", "clean up")
KEPT = "    ! the draft was edited since the last import and is kept; --replace gives it up"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that has been imported once."""
    path = write(tmp_path / "en" / "cook.md")
    run(path)
    return path


def edit() -> None:
    """What an editor does: the tasks in better words."""
    posting = Posting.objects.get()
    tasks = PostingSection.objects.get(kind="tasks")
    tasks.body_en = "* You cook."
    tasks.save()
    note_draft_change(posting, now=timezone.now())


def tasks() -> str:
    return PostingSection.objects.get(kind="tasks").body_en


def test_changed_file_replaces_what_nobody_has_edited(path: Path):
    write(path, CHANGED)
    assert run(path)[0] == f"updated: {path}"
    assert tasks() == (
        "* You cook what our members like to eat.\n* You clean up what they have left."
    )


def test_changed_file_leaves_what_somebody_has_edited(path: Path):
    edit()
    write(path, CHANGED)
    lines = run(path)
    assert (lines[0], lines[-1]) == (
        f"kept: {path}",
        "0 created, 0 updated, 0 unchanged, 1 kept, 0 failed",
    )
    assert KEPT in lines
    assert tasks() == "* You cook."


def test_replace_gives_up_what_somebody_has_edited(path: Path):
    edit()
    write(path, CHANGED)
    assert run(path, "--replace")[0] == f"updated: {path}"
    assert tasks() == (
        "* You cook what our members like to eat.\n* You clean up what they have left."
    )
    assert run(path)[0] == f"unchanged: {path}"


def test_kept_draft_is_reported_until_somebody_decides(path: Path):
    edit()
    write(path, CHANGED)
    assert [run(path)[0], run(path)[0]] == [f"kept: {path}"] * 2


def test_kept_draft_is_not_published(path: Path):
    edit()
    write(path, CHANGED)
    run(path, *PUBLISH)
    assert Edition.objects.count() == 0


def test_edited_draft_of_an_unchanged_file_is_published(path: Path):
    edit()
    assert run(path, *PUBLISH)[0] == f"unchanged: {path}"
    assert "You cook." in Edition.objects.get().texts.get().sections[1]["html"]


def test_other_department_leaves_the_texts_that_somebody_has_edited(path: Path):
    edit()
    DepartmentFactory(slug="kitchen")
    assert run(path, "--department", "kitchen")[0] == f"updated: {path}"
    assert tasks() == "* You cook."
    write(path, CHANGED)
    assert run(path)[0] == f"kept: {path}"


def test_import_raises_the_version_of_the_draft(path: Path):
    assert Posting.objects.get().version == 1
    write(path, CHANGED)
    run(path)
    assert Posting.objects.get().version == 2


def test_unchanged_file_leaves_the_version(path: Path):
    run(path)
    assert Posting.objects.get().version == 1


def test_language_that_was_not_changed_is_out_of_date(path: Path):
    run(write(path.parents[1] / "de" / "cook.md", TWIN))
    assert PostingSection.objects.get(kind="tasks").outdated == []
    write(path, CHANGED)
    run(path.parents[1])
    found = PostingSection.objects.exclude(outdated=[]).values_list("kind", "outdated")
    assert list(found) == [("tasks", ["de"])]


def test_sections_whose_kind_stays_stay_the_same_rows(path: Path):
    before = dict(PostingSection.objects.values_list("kind", "pk"))
    write(path, CHANGED.replace("## We offer", "## Nice to have\n\n* a hat\n\n## We offer"))
    run(path)
    after = dict(PostingSection.objects.values_list("kind", "pk"))
    assert {kind: after[kind] for kind in before} == before
    assert list(PostingSection.objects.values_list("kind", flat=True)) == [
        "introduction",
        "tasks",
        "nice_to_have",
        "offer",
        "how_to_apply",
    ]


def test_section_that_the_file_lost_is_gone(path: Path):
    write(path, ENGLISH.replace("## We offer\n\n* An 80 % position, part of a team that", "We"))
    run(path)
    assert "offer" not in PostingSection.objects.values_list("kind", flat=True)


def use_block_for_the_offer(body: str) -> None:
    block = TextBlockFactory(heading_en="We offer", body_en=body)
    PostingSection.objects.filter(kind="offer").update(block=block, heading_en="", body_en="")


@pytest.mark.parametrize(
    ("body", "is_kept"),
    [("* An 80 % position, part of a team that likes you", True), ("* A hat", False)],
)
def test_block_stays_where_the_file_says_the_same(path: Path, body: str, is_kept: bool):
    use_block_for_the_offer(body)
    write(path, CHANGED)
    run(path)
    offer = PostingSection.objects.get(kind="offer")
    assert (offer.block is not None, bool(offer.body_en)) == (is_kept, not is_kept)


def test_language_that_only_a_block_has_is_not_begun(path: Path):
    use_block_for_the_offer("* An 80 % position, part of a team that likes you")
    german = [line for line in run(path) if "Deutsch" in line]
    assert german == ["        Deutsch: this language is missing [language_missing]"]


def test_memory_reads_what_it_wrote():
    memory = Memory({"de": "1f", "en": "02"}, 7)
    assert str(memory) == "de:1f en:02 @7"
    assert Memory.parse(str(memory)) == memory
    assert Memory.parse("de:1f") == Memory({"de": "1f"}, 1)
