"""How far each language is: what Python says of a posting in hand, and the database of many."""

import pytest
from django.utils import timezone
from django.utils.translation import override

from careers.models import Posting, PostingSection, TextBlock
from careers.services import (
    ConfirmRefused,
    confirm_language,
    publish_posting,
)
from careers.status.translations import LanguageStatus, filter_by_language_state, language_states
from careers.status.unpublished import has_unpublished_changes
from tests.careers.factories import (
    PostingFactory,
    QuestionFactory,
    SectionFactory,
    TextBlockFactory,
)
from tests.config.people import hr_manager, person

pytestmark = pytest.mark.django_db


def states(posting: Posting) -> dict[str, tuple[str, int, int]]:
    """For each language its status, and how many texts are missing and out of date."""
    fresh = Posting.objects.prefetch_related("sections__block").get(pk=posting.pk)
    return {
        state.language: (state.status.value, len(state.missing), len(state.outdated))
        for state in language_states(fresh)
    }


def german_changed(posting: Posting) -> Posting:
    posting.title_de = "Köchin"
    posting.save()
    return posting


def with_block(**texts: str) -> Posting:
    posting = PostingFactory(section=False)
    SectionFactory(posting=posting, block=TextBlockFactory(**texts), body_de="", body_en="")
    return posting


def with_changed_block() -> Posting:
    posting = with_block()
    block = TextBlock.objects.get()
    block.body_de = "- Zeit für Fragen"
    block.save()
    return posting


def with_own_text_behind_a_block() -> Posting:
    """A section whose forgotten own text is out of date, and whose block is not."""
    posting = with_block()
    PostingSection.objects.update(outdated=["en"], body_de="alt", heading_en="old")
    return posting


def with_question(**fields: str | None) -> Posting:
    return QuestionFactory(**fields, posting=PostingFactory()).posting


def with_section(**texts: str | None) -> Posting:
    return PostingFactory(section=texts)


CASES = {
    "complete": (PostingFactory, ("complete", 0, 0), ("complete", 0, 0)),
    "no English title": (lambda: PostingFactory(title_en=""), ("complete", 0, 0), ("missing", 1, 0)),
    "no German title": (lambda: PostingFactory(title_de=None), ("missing", 1, 0), ("complete", 0, 0)),
    "no section": (lambda: PostingFactory(section=False), ("missing", 1, 0), ("missing", 1, 0)),
    "no English body": (lambda: with_section(body_en=""), ("complete", 0, 0), ("missing", 1, 0)),
    "no heading": (lambda: with_section(heading_en=None), ("complete", 0, 0), ("missing", 1, 0)),
    "no heading at all": (
        lambda: with_section(heading_de="", heading_en=None),
        ("complete", 0, 0),
        ("complete", 0, 0),
    ),
    "German changed": (lambda: german_changed(PostingFactory()), ("complete", 0, 0), ("outdated", 0, 1)),
    "changed and incomplete": (
        lambda: german_changed(with_section(body_en="", heading_en="")),
        ("complete", 0, 0),
        ("missing", 2, 1),
    ),
    "block": (with_block, ("complete", 0, 0), ("complete", 0, 0)),
    "block without English": (lambda: with_block(body_en=None), ("complete", 0, 0), ("missing", 1, 0)),
    "block with one heading": (
        lambda: with_block(heading_de=None),
        ("missing", 1, 0),
        ("complete", 0, 0),
    ),
    "block changed": (with_changed_block, ("complete", 0, 0), ("outdated", 0, 1)),
    "question": (with_question, ("complete", 0, 0), ("complete", 0, 0)),
    "question in German": (
        lambda: with_question(label_en="", hint_de="Kurz"),
        ("complete", 0, 0),
        ("missing", 2, 0),
    ),
    "question in English": (
        lambda: with_question(label_de=None, hint_de=None, hint_en="Short"),
        ("missing", 2, 0),
        ("complete", 0, 0),
    ),
    "choice": (
        lambda: with_question(kind="choice", choices_de="Ja", choices_en=None),
        ("complete", 0, 0),
        ("missing", 1, 0),
    ),
    "choices of a text": (
        lambda: with_question(choices_de="Ja"), ("complete", 0, 0), ("complete", 0, 0)
    ),
    "own text behind a block": (with_own_text_behind_a_block, ("complete", 0, 0), ("complete", 0, 0)),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_state_says_what_is_missing_and_what_is_out_of_date(case: str) -> None:
    make, german, english = CASES[case]
    assert states(make()) == {"de": german, "en": english}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("status", LanguageStatus)
def test_database_and_python_agree(language: str, status: LanguageStatus) -> None:
    made = {case: make() for case, (make, *_) in CASES.items() if "block" not in case}
    made |= {"block": with_block(body_en=None), "changed": with_changed_block_of_its_own()}
    expected = {posting.pk for posting in made.values() if states(posting)[language][0] == status}
    found = filter_by_language_state(Posting.objects.all(), language, status)
    assert set(found.values_list("pk", flat=True)) == expected


def with_changed_block_of_its_own() -> Posting:
    posting = PostingFactory()
    block = TextBlockFactory()
    SectionFactory(posting=posting, block=block, body_de="", body_en="")
    block.body_de = "- Zeit für Fragen"
    block.save()
    return posting


@override("en")
def test_state_names_text_section_and_block() -> None:
    posting = with_changed_block()
    english = language_states(posting)[1]
    assert [
        (each.label, each.section, each.block, each.text, each.before, each.now)
        for each in english.outdated
    ] == [
        (
            "Text of the section “Wir bieten”",
            1,
            TextBlock.objects.get(),
            "- time to learn",
            "- Zeit zum Lernen",
            "- Zeit für Fragen",
        )
    ]


@override("en")
def test_label_counts_both() -> None:
    posting = german_changed(with_section(body_en="", heading_en=""))
    assert [state.label for state in language_states(posting)] == [
        "complete",
        "2 missing, 1 out of date",
    ]


def test_states_ask_nothing_of_a_posting_that_is_at_hand(django_assert_num_queries) -> None:
    posting = with_changed_block()
    fresh = Posting.objects.prefetch_related("sections__block", "questions").get(pk=posting.pk)
    with django_assert_num_queries(0):
        language_states(fresh)


def seen_text(posting: Posting, language: str = "en") -> str:
    return next(one.seen for one in language_states(posting) if one.language == language)


def test_confirming_a_language_makes_it_complete() -> None:
    posting = german_changed(PostingFactory())
    left = confirm_language(
        posting=posting, language="en", actor=hr_manager(), seen=seen_text(posting)
    )
    assert (left.status, states(posting)["en"]) == (LanguageStatus.COMPLETE, ("complete", 0, 0))


def test_confirming_makes_nothing_unpublished() -> None:
    posting = with_changed_block()
    publish_posting(posting=posting, actor=None, override="still right", now=timezone.now())
    posting = Posting.objects.get(pk=posting.pk)
    confirm_language(posting=posting, language="en", actor=hr_manager(), seen=seen_text(posting))
    after = Posting.objects.get(pk=posting.pk)
    assert (after.version, after.updated_at) == (posting.version, posting.updated_at)
    assert (states(after)["en"][0], has_unpublished_changes(after)) == ("complete", False)


def test_text_changed_after_it_was_seen_is_not_confirmed() -> None:
    posting = german_changed(PostingFactory())
    old = seen_text(posting)
    posting.title_de = "Küchenchefin"
    posting.save()
    with pytest.raises(ConfirmRefused):
        confirm_language(posting=posting, language="en", actor=hr_manager(), seen=old)
    assert states(posting)["en"] == ("outdated", 0, 1)


def test_shared_block_is_confirmed_by_those_who_may_change_blocks() -> None:
    posting = with_changed_block()
    left = confirm_language(
        posting=posting, language="en", actor=hr_manager(), seen=seen_text(posting)
    )
    assert (len(left.outdated), TextBlock.objects.get().outdated) == (0, [])


def test_shared_block_is_left_by_those_who_may_not() -> None:
    posting = german_changed(with_changed_block())
    left = confirm_language(posting=posting, language="en", actor=person(), seen=seen_text(posting))
    assert [each.block for each in left.outdated] == [TextBlock.objects.get()]
    assert Posting.objects.get().outdated == []
