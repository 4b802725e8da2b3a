"""Addresses and forms that no page of ours makes: answered, never with an error of the server."""

import pytest

from careers.admin.editor.sections import MOST_SECTIONS
from careers.forms.texts import LONGEST_TEXT
from careers.models import Posting, TextBlock
from tests.careers.admin.editor import ADD, fields_of, open_form, save
from tests.careers.factories import PostingFactory, TextBlockFactory
from tests.config.people import browser, hr_manager

pytestmark = pytest.mark.django_db
LIST = "/admin/careers/posting/"
ENDLESS = "9" * 5000


@pytest.fixture
def hanna():
    return browser(hr_manager())


@pytest.mark.parametrize(("page", "status"), [("change", 302), ("delete", 302), ("history", 404)])
@pytest.mark.parametrize("key", [ENDLESS, "9" * 20, "\N{ARABIC-INDIC DIGIT ONE}"])
def test_number_that_no_posting_can_have_is_not_found(
    hanna, page: str, status: int, key: str
) -> None:
    assert hanna.get(f"{LIST}{key}/{page}/").status_code == status


@pytest.mark.parametrize("key", [ENDLESS, "9" * 20, "x", ""])
def test_button_of_a_section_that_cannot_be_saves_and_does_no_more(hanna, key: str) -> None:
    posting = PostingFactory()
    typed = open_form(hanna, posting) | {"title_de": "Neu", "_section": f"own-{key}"}
    del typed["overwrite"]
    assert save(hanna, posting, typed).status_code == 302
    assert Posting.objects.get().title_de == "Neu"


def test_form_that_claims_sections_that_it_lacks_is_read_as_far_as_it_goes(hanna) -> None:
    posting = PostingFactory(section={"body_de": "a"})
    typed = open_form(hanna, posting) | {"sections-INITIAL_FORMS": str(MOST_SECTIONS)}
    assert save(hanna, posting, typed | {"sections-0-body_de": "b"}).status_code == 302
    assert [each.body_de for each in posting.sections.all()] == ["b"]


@pytest.mark.parametrize("query", ["closes_at=soon", "opens_at=2030-01-01", "closes_at=&pay_min=x"])
def test_address_of_an_empty_form_may_say_nonsense(hanna, query: str) -> None:
    assert hanna.get(f"{ADD}?{query}").status_code == 200


def test_address_of_an_empty_form_may_fill_in_words(hanna) -> None:
    assert fields_of(hanna.get(f"{ADD}?title_de=Koch"))["title_de"] == "Koch"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"title_de__regex": "("}, 400),
        ({"weekly_hours__gte": "x"}, 302),
        ({"weekly_hours__gte": "9" * 30}, 200),
    ],
)
def test_list_asked_for_what_the_database_cannot_read(
    hanna, asked: dict[str, str], status: int
) -> None:
    assert hanna.get(LIST, asked).status_code == status


@pytest.mark.parametrize(("letters", "status"), [(LONGEST_TEXT, 302), (LONGEST_TEXT + 1, 200)])
def test_section_is_as_long_as_can_be_checked(hanna, letters: int, status: int) -> None:
    posting = PostingFactory()
    typed = open_form(hanna, posting) | {"sections-0-body_en": "a" * letters}
    assert save(hanna, posting, typed).status_code == status


@pytest.mark.parametrize(("letters", "status"), [(LONGEST_TEXT, 302), (LONGEST_TEXT + 1, 200)])
def test_block_is_as_long_as_can_be_checked(hanna, letters: int, status: int) -> None:
    data = {"kind": "offer", "heading_de": "Über uns", "body_de": "a" * letters}
    assert hanna.post("/admin/careers/textblock/add/", data).status_code == status
    assert TextBlock.objects.count() == (status == 302)


def test_block_whose_text_was_longer_before_is_shown(hanna) -> None:
    block = TextBlockFactory(body_de="a " * LONGEST_TEXT)
    assert hanna.get(f"/admin/careers/textblock/{block.pk}/change/").status_code == 200
