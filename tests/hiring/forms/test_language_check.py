from typing import Any

from django import forms

from hiring.forms.language_check import LanguageCheckedForm
from tests.hiring.mails.test_language_check import ENGLISH, GERMAN


class LetterForm(LanguageCheckedForm):
    subject = forms.CharField()
    body = forms.CharField(widget=forms.Textarea)


def letter(body: str, **data: Any) -> LetterForm:
    return LetterForm({"subject": "Kim", "body": body, **data}, letter_language="de")


def test_the_right_language_passes_without_a_question() -> None:
    form = letter(GERMAN)
    assert form.is_valid()
    assert form["language_confirmed"].is_hidden


def test_the_wrong_language_is_asked_about() -> None:
    form = letter(ENGLISH)
    assert list(form.errors) == ["language_confirmed"]
    assert not form["language_confirmed"].is_hidden


def test_who_confirms_sends_it_nevertheless() -> None:
    assert letter(ENGLISH, language_confirmed="on").is_valid()


def test_a_form_for_many_languages_does_not_ask() -> None:
    assert LetterForm({"subject": "Kim", "body": ENGLISH}).is_valid()
