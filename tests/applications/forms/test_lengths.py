"""A text of just the allowed length is taken, whatever line breaks are in it; one more is refused."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override

from applications.forms import typed
from applications.forms.follow_up import WithdrawForm
from applications.forms.questions import MAX_ANSWER_LENGTH
from applications.forms.typed import NameField
from applications.models import Application
from hiring.forms.letter import BodyField
from hiring.models.mail_template import BODY_LENGTH
from hiring.models.outgoing_mail import ROOM_FOR_WORDS
from tests.applications.site import fill_in, page, send
from tests.applications.views.apply.test_questions import asking, question_fields
from tests.careers.factories import published


class Letter(forms.Form):
    body = BodyField()


FORMS = [(Letter, "body", BODY_LENGTH * ROOM_FOR_WORDS), (WithdrawForm, "reason", 500)]
LETTER = 5000


def text_of(length: int) -> str:
    """So many characters, half of them line breaks as browsers send them; the last is none."""
    return "x\r\n" * ((length - 1) // 2) + "x" * (2 - length % 2)


@pytest.mark.parametrize(("form", "field", "most"), FORMS)
def test_form_takes_as_many_characters_as_it_allows(
    form: type[forms.Form], field: str, most: int
) -> None:
    assert form({field: text_of(most)}).is_valid()
    assert not form({field: text_of(most + 1)}).is_valid()


def test_far_too_much_is_refused_before_its_characters_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Millions of characters in the fields of a public form held a thread for seconds."""
    monkeypatch.setattr(typed, "clean_line", None)
    with override("en"), pytest.raises(ValidationError, match="at most 120 characters"):
        NameField().clean("x" * (2 * 120 + 201))


@pytest.mark.django_db
def test_message_of_the_allowed_length_is_sent(client: Client) -> None:
    send(client, published(), message=text_of(LETTER))
    assert len(Application.objects.get().message) == LETTER


@pytest.mark.django_db
def test_message_that_is_longer_is_refused(client: Client) -> None:
    shown = page(fill_in(client, published(), message=text_of(LETTER + 1)))
    assert [field for field, _words in shown.errors] == ["#id_message"]


@pytest.mark.django_db
def test_answer_of_the_allowed_length_is_sent(client: Client) -> None:
    posting = asking({"kind": "text", "label_en": "Why us?", "label_de": "Warum wir?"})
    send(client, posting, **question_fields(posting, text_of(MAX_ANSWER_LENGTH)))
    assert len(Application.objects.get().answers[0]["value"]) == MAX_ANSWER_LENGTH
