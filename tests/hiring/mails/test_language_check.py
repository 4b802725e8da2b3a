import pytest
from django.utils.translation import override

from careers.languages import language_codes, text_in_language
from hiring.mails.language_check import find_language_doubt
from hiring.models import MailTemplate

GERMAN = "Guten Tag Kim,\n\nwir haben Ihre Bewerbung gelesen und laden Sie zu einem Gespräch ein."
ENGLISH = "Hello Kim,\n\nwe have read your application and would like to invite you for a talk."


@pytest.mark.parametrize(("text", "language"), [(GERMAN, "de"), (ENGLISH, "en"), ("", "de")])
def test_the_right_language_raises_no_doubt(text: str, language: str) -> None:
    assert find_language_doubt(text, language) == ""


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        (GERMAN, "en", "This text seems to be in German, and the applicant reads English. "),
        (ENGLISH, "de", "This text seems to be in English, and the applicant reads German. "),
    ],
)
def test_the_wrong_language_is_named_with_what_to_do(text: str, language: str, words: str) -> None:
    with override("en"):
        assert find_language_doubt(text, language) == (
            f"{words}Write it in that language, or confirm that it is right as it is."
        )


def test_one_foreign_sentence_is_noticed() -> None:
    letter = f"{GERMAN}\n\nWe look forward to meeting you and your questions.\n\nViele Grüße"
    with override("en"):
        assert find_language_doubt(letter, "de").startswith(
            "This is not in German, which the applicant reads: “We look forward to"
        )


@pytest.mark.django_db
@pytest.mark.parametrize("language", language_codes())
def test_templates_of_the_beginning_are_in_their_language(language: str) -> None:
    for template in MailTemplate.objects.all():
        other = next(code for code in language_codes() if code != language)
        text = text_in_language(template, "body", language)
        assert find_language_doubt(text, language) == ""
        assert find_language_doubt(text, other) != ""
