"""A draft whose posting was published anew, with other questions and documents."""

import pytest
from django.test import Client
from django.utils import timezone

from applications.models import Draft
from applications.views.apply.draft_input import sign_edition
from careers.models import Posting
from careers.services import publish_posting
from tests.applications.site import apply_path, fill_in, page
from tests.applications.views.apply.test_questions import ASKED, asking, question_fields

pytestmark = pytest.mark.django_db
SHIFT = ASKED[1]
EARLY, LATE = "0", "1"


def chosen_answers(client: Client, posting: Posting) -> list[str]:
    radios = page(client.get(apply_path(posting))).tree.select("fieldset [type=radio][checked]")
    return [radio.find_parent("label").get_text().strip() for radio in radios]


def publish_again(posting: Posting, choices: str) -> None:
    posting.questions.update(choices_en=choices, choices_de=choices)
    publish_posting(posting=posting, actor=None, now=timezone.now())


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ("early\nlate", ["late"]),
        ("night\nearly\nlate", ["late"]),
        ("late", ["late"]),
        ("early\nnight", []),
    ],
)
def test_choice_stays_the_same_words_or_goes(
    client: Client, choices: str, expected: list[str]
) -> None:
    posting = asking(SHIFT | {"is_required": True})
    fill_in(client, posting, name="", **question_fields(posting, LATE))
    publish_again(posting, choices)
    assert chosen_answers(client, posting) == expected


def test_choice_that_is_none_is_not_chosen(client: Client) -> None:
    posting = asking(SHIFT | {"is_required": True})
    fill_in(client, posting, **question_fields(posting, "7"))
    publish_again(posting, "early\nlate\nnight")
    assert chosen_answers(client, posting) == []


def test_what_scripts_keep_belongs_to_the_edition_of_their_form(client: Client) -> None:
    posting = asking(SHIFT | {"is_required": True})
    fill_in(client, posting, name="", **question_fields(posting, EARLY))
    publish_again(posting, "night\nearly\nlate")
    sent = {"edition": sign_edition(posting.current_edition), **question_fields(posting, LATE)}
    assert client.post(apply_path(posting, name="files"), sent).status_code == 200
    assert Draft.objects.get().edition == posting.current_edition
    assert chosen_answers(client, posting) == ["early"]


def test_lists_of_files_are_those_of_the_form(client: Client) -> None:
    posting = asking(wants_other="not_asked")
    fill_in(client, posting, name="")
    posting.wants_other = "required"
    posting.save()
    publish_posting(posting=posting, actor=None, now=timezone.now())
    kinds = []
    for edition in map(sign_edition, posting.editions.order_by("number")):
        answer = page(client.post(apply_path(posting, name="files"), {"edition": edition}))
        kinds.append([one["data-held"] for one in answer.tree.select("[data-held]")])
    assert kinds[1] == [*kinds[0], "other"]
