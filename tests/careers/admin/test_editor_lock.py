"""Two people edit one posting: the second save is told, and nothing is overwritten in silence."""

import pytest

from careers.models import Posting, PostingSection
from tests.careers.admin.editor import address, fields_of, open_form, save
from tests.careers.factories import PostingFactory, SectionFactory
from tests.config.people import browser, hr_manager, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def hanna():
    return browser(hr_manager())


@pytest.fixture
def emil():
    return browser(person("emil", "Editors"))


def titles(posting: Posting) -> tuple[str, int]:
    return Posting.objects.values_list("title_de", "version").get(pk=posting.pk)


def test_second_save_is_refused_and_keeps_what_was_typed(hanna, emil) -> None:
    posting = PostingFactory()
    mine, theirs = open_form(hanna, posting), open_form(emil, posting)
    save(emil, posting, theirs | {"title_de": "Ihres"})
    answer = save(hanna, posting, mine | {"title_de": "Meins", "sections-0-body_de": "Viel Text"})
    assert (answer.status_code, titles(posting)) == (200, ("Ihres", 2))
    assert 'value="Meins"' in answer.text
    assert "Viel Text" in answer.text


def test_second_save_is_told_who_was_first(hanna, emil) -> None:
    posting = PostingFactory()
    mine, theirs = open_form(hanna, posting), open_form(emil, posting)
    save(emil, posting, theirs | {"title_de": "Ihres"})
    answer = save(hanna, posting, mine | {"title_de": "Meins"})
    assert answer.context["last_save"].user.get_username() == "emil"
    assert "The last change is by emil" in answer.text


def test_second_save_after_the_first_was_seen_goes_through(hanna, emil) -> None:
    posting = PostingFactory()
    save(emil, posting, open_form(emil, posting) | {"title_de": "Ihres"})
    save(hanna, posting, open_form(hanna, posting) | {"title_de": "Meins"})
    assert titles(posting) == ("Meins", 3)


def test_refused_save_is_refused_again_when_it_is_only_repeated(hanna, emil) -> None:
    posting = PostingFactory()
    mine = open_form(hanna, posting)
    save(emil, posting, open_form(emil, posting) | {"title_de": "Ihres"})
    refused = save(hanna, posting, mine | {"title_de": "Meins"})
    assert save(hanna, posting, fields_of(refused)).status_code == 200
    assert titles(posting) == ("Ihres", 2)


def test_saving_mine_over_it_is_a_choice_of_its_own(hanna, emil) -> None:
    posting = PostingFactory()
    mine = open_form(hanna, posting)
    save(emil, posting, open_form(emil, posting) | {"title_de": "Ihres"})
    refused = save(hanna, posting, mine | {"title_de": "Meins"})
    assert 'name="overwrite" value="2"' in refused.text
    save(hanna, posting, fields_of(refused) | {"overwrite": "2"})
    assert titles(posting) == ("Meins", 3)


def test_saving_mine_over_it_counts_for_the_version_that_was_shown(hanna, emil) -> None:
    posting = PostingFactory()
    mine = open_form(hanna, posting)
    for title in ("Ihres", "Noch eins"):
        save(emil, posting, open_form(emil, posting) | {"title_de": title})
    answer = save(hanna, posting, mine | {"title_de": "Meins", "overwrite": "2"})
    assert (answer.status_code, titles(posting)) == (200, ("Noch eins", 3))


def test_save_without_a_version_is_refused(hanna) -> None:
    posting = PostingFactory()
    data = open_form(hanna, posting) | {"title_de": "Meins"}
    del data["version"]
    assert (save(hanna, posting, data).status_code, titles(posting)[1]) == (200, 1)


def test_other_save_that_changes_a_section_counts(hanna, emil) -> None:
    posting = PostingFactory()
    mine = open_form(hanna, posting)
    save(emil, posting, open_form(emil, posting) | {"sections-0-body_de": "Ihres"})
    answer = save(hanna, posting, mine | {"sections-0-body_de": "Meins"})
    assert (answer.status_code, posting.sections.get().body_de) == (200, "Ihres")


def test_other_save_that_changes_nothing_does_not_count(hanna, emil) -> None:
    posting = PostingFactory()
    mine = open_form(hanna, posting)
    save(emil, posting, open_form(emil, posting))
    assert save(hanna, posting, mine | {"title_de": "Meins"}).status_code == 302
    assert titles(posting) == ("Meins", 2)


def test_section_that_was_deleted_meanwhile_is_saved_anew(hanna, emil) -> None:
    posting = PostingFactory(section={"position": 10, "body_de": "a"})
    SectionFactory(posting=posting, position=20, body_de="b")
    mine = open_form(hanna, posting) | {"sections-0-body_de": "mein a"}
    save(emil, posting, open_form(emil, posting) | {"sections-0-DELETE": "on"})
    save(hanna, posting, mine | {"overwrite": "2"})
    bodies = PostingSection.objects.order_by("position").values_list("body_de", flat=True)
    assert list(bodies) == ["mein a", "b"]


def test_section_that_was_added_meanwhile_stays(hanna, emil) -> None:
    posting = PostingFactory(section={"position": 10, "body_de": "a"})
    mine = open_form(hanna, posting) | {"sections-1-body_de": "meine", "sections-1-position": "20"}
    added = {"sections-1-body_de": "ihre", "sections-1-position": "20"}
    save(emil, posting, open_form(emil, posting) | added)
    save(hanna, posting, mine | {"overwrite": "2"})
    assert sorted(posting.sections.values_list("body_de", flat=True)) == ["a", "ihre", "meine"]


def test_page_that_was_refused_says_where_the_other_state_is(hanna, emil) -> None:
    posting = PostingFactory()
    mine = open_form(hanna, posting)
    save(emil, posting, open_form(emil, posting) | {"title_de": "Ihres"})
    text = save(hanna, posting, mine | {"title_de": "Meins"}).text
    assert f'href="{address(posting)}" target="_blank"' in text
