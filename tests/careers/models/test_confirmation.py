"""When a text counts as out of date, and what says that it is still right."""

import pytest

from careers.models import Posting, PostingSection
from careers.models.confirmation import Outdated, confirm_texts, outdated_texts
from tests.careers.factories import PostingFactory, SectionFactory, TextBlockFactory

pytestmark = pytest.mark.django_db


def draft(**titles: str) -> Posting:
    """A stored draft with titles in both languages and nothing else in either."""
    empty = {f"{name}_{code}": "" for name in ("gender_marker", "summary") for code in ("de", "en")}
    fields = {"title_de": "Koch", "title_en": "Cook", **empty, **titles}
    return PostingFactory(**fields)


def change(posting: Posting, **texts: str) -> Posting:
    """The posting as it is read again after these texts were written."""
    for name, text in texts.items():
        setattr(posting, name, text)
    posting.save()
    return Posting.objects.get(pk=posting.pk)


def outdated_rows(posting: Posting) -> list[tuple[str, str, str]]:
    return [(each.language, each.before, each.now) for each in outdated_texts(posting)]


def test_new_posting_is_confirmed() -> None:
    posting = draft()
    assert (outdated_rows(posting), posting.outdated) == ([], [])


def test_text_is_outdated_once_the_other_language_changes() -> None:
    posting = change(draft(), title_de="Köchin")
    assert list(outdated_texts(posting)) == [Outdated("title", "en", "de", "Koch", "Köchin")]
    assert posting.outdated == ["en"]


def test_languages_written_together_are_both_confirmed() -> None:
    posting = change(draft(), title_de="Köchin", title_en="Chef")
    assert (outdated_rows(posting), posting.outdated) == ([], [])


def test_writing_a_language_confirms_it() -> None:
    posting = change(change(draft(), title_de="Köchin"), title_en="Chef")
    assert (outdated_rows(posting), posting.outdated) == ([], [])


def test_translation_that_catches_up_is_no_change_to_translate_back() -> None:
    posting = change(change(draft(), title_de="Köchin"), title_en="Chef")
    assert outdated_rows(change(posting, title_en="Head cook")) == [("de", "Chef", "Head cook")]


def test_first_wording_is_remembered_over_several_changes() -> None:
    posting = change(change(draft(), title_de="Köchin"), title_de="Küchenchefin")
    assert outdated_rows(posting) == [("en", "Koch", "Küchenchefin")]


def test_change_taken_back_leaves_nothing_outdated() -> None:
    posting = change(change(draft(), title_de="Köchin"), title_de="Koch")
    assert (outdated_rows(posting), posting.outdated) == ([], [])


def test_saving_what_is_unchanged_confirms_nothing() -> None:
    assert outdated_rows(change(change(draft(), title_de="Köchin"))) == [("en", "Koch", "Köchin")]


def test_first_translation_confirms_the_text_it_is_made_from() -> None:
    posting = change(change(draft(title_en=""), title_de="Köchin"), title_en="Chef")
    assert (outdated_rows(posting), posting.outdated) == ([], [])


def test_text_that_is_missing_is_not_outdated() -> None:
    posting = change(draft(title_en=""), title_de="Köchin")
    assert (outdated_rows(posting), posting.outdated) == ([], [])


def test_text_taken_away_leaves_the_other_to_be_looked_at() -> None:
    assert outdated_rows(change(draft(), title_de="")) == [("en", "Koch", "")]


def test_text_written_anew_is_compared_with_what_was_confirmed() -> None:
    posting = change(change(draft(), title_de=""), title_de="Köchin")
    assert outdated_rows(posting) == [("en", "Koch", "Köchin")]


def test_line_ends_and_indents_are_no_change() -> None:
    posting = change(
        draft(summary_de="Eins.\nZwei.", summary_en="One."), summary_de="Eins.\r\n Zwei."
    )
    assert (outdated_rows(posting), posting.outdated) == ([], [])


def test_indents_of_its_own_do_not_confirm_a_text() -> None:
    posting = change(change(draft(), title_de="Köchin"), title_en=" Cook ")
    assert outdated_rows(posting) == [("en", "Koch", "Köchin")]


def test_empty_and_no_value_are_the_same() -> None:
    posting = change(draft(title_en=""), title_en=None, title_de="Koch")
    assert (outdated_rows(posting), posting.outdated) == ([], [])


def test_confirming_says_that_a_language_is_still_right() -> None:
    posting = change(draft(), title_de="Köchin")
    confirm_texts(posting, "en")
    posting.save()
    posting = Posting.objects.get(pk=posting.pk)
    assert (outdated_rows(posting), posting.outdated) == ([], [])


def test_confirming_one_language_leaves_the_other() -> None:
    posting = change(draft(summary_de="Eins.", summary_en="One."), title_de="Köchin")
    posting = change(posting, summary_en="Two.")
    confirm_texts(posting, "en")
    assert outdated_rows(posting) == [("de", "One.", "Two.")]
    assert posting.outdated == ["de"]


def test_confirmed_text_is_outdated_again_by_the_next_change() -> None:
    posting = change(draft(), title_de="Köchin")
    confirm_texts(posting, "en")
    posting.save(update_fields=["confirmed", "outdated"])
    assert outdated_rows(change(posting, title_de="Koch")) == [("en", "Köchin", "Koch")]


def test_text_taken_away_can_be_confirmed() -> None:
    posting = change(draft(), title_de="")
    confirm_texts(posting, "en")
    posting.save()
    assert outdated_rows(Posting.objects.get(pk=posting.pk)) == []


def test_save_of_named_fields_leaves_what_is_confirmed() -> None:
    posting = draft()
    posting.title_de = "Köchin"
    posting.save(update_fields=["title_de"])
    assert Posting.objects.get(pk=posting.pk).outdated == []


def test_rows_older_than_confirmation_are_compared_with_what_is_stored() -> None:
    posting = draft()
    Posting.objects.filter(pk=posting.pk).update(confirmed={})
    posting.refresh_from_db()
    assert outdated_rows(posting) == []
    assert outdated_rows(change(posting, title_de="Köchin")) == [("en", "Koch", "Köchin")]


def test_language_that_the_portal_gave_up_counts_for_nothing() -> None:
    posting = draft()
    posting.confirmed["title"]["en"]["fr"] = "Cuisinier"
    posting.confirmed["title"]["fr"] = {"de": "Bäcker"}
    posting.confirmed["motto"] = {"de": {"en": "Bon appétit"}}
    assert outdated_rows(posting) == []
    assert outdated_rows(change(posting, title_de="Köchin")) == [("en", "Koch", "Köchin")]


@pytest.mark.parametrize("make", [TextBlockFactory, lambda: SectionFactory(posting=draft())])
def test_sections_and_blocks_keep_it_too(make) -> None:
    row = make()
    row.body_en = "something else"
    row.save()
    row.refresh_from_db()
    assert (row.outdated, [each.field for each in outdated_texts(row)]) == (["de"], ["body"])


def test_unsaved_row_that_is_new_asks_nothing(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert list(outdated_texts(PostingSection(body_de="a", body_en="b"))) == []
