"""The question "did you mean …?" stands where an address was typed, refuses nothing and needs no script."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from applications.models import Application, JobAlert
from tests.applications.job_alerts import ask, new_path
from tests.applications.site import apply_path, fill_in, page, send, words
from tests.careers.factories import published

pytestmark = pytest.mark.django_db


def hint(response: object) -> tuple[str, str] | None:
    """The words of the hint and where its link leads; None if there is none."""
    shown = getattr(response, "tree", None) or page(response).tree
    found = shown.select_one("#address-hint")
    return found and (words(found), found.a["href"])


ADDRESS = {
    "en": "Did you mean kim@gmail.com? If your address is right as it stands, you need not do anything. "
    "Correct the email address",
    "de": "Meinten Sie kim@gmail.com? Wenn Ihre Adresse so stimmt, brauchen Sie nichts zu tun. "
    "E\N{NON-BREAKING HYPHEN}Mail-Adresse berichtigen",
}
PROVIDER = {
    "en": "Did you mean an address at gmail.com? The one that you entered ends almost like that. "
    "If it is right, you need not do anything. Correct the email address",
    "de": "Meinten Sie eine Adresse bei gmail.com? Die eingegebene endet fast genauso. "
    "Wenn sie stimmt, brauchen Sie nichts zu tun. E\N{NON-BREAKING HYPHEN}Mail-Adresse berichtigen",
}


def lost_path(language: str) -> str:
    with override(language):
        return reverse("applications:lost_link")


@pytest.mark.parametrize(("language", "sentence"), ADDRESS.items())
def test_review_asks_about_a_typo(client: Client, language: str, sentence: str) -> None:
    posting = published()
    fill_in(client, posting, language, email="kim@gmial.com")
    shown = hint(client.get(apply_path(posting, language, "review")))
    assert shown == (sentence, f"{apply_path(posting, language)}#id_email")


def test_review_does_not_ask_about_other_addresses(client: Client) -> None:
    posting = published()
    fill_in(client, posting, email="kim@mail.com")
    assert hint(client.get(apply_path(posting, name="review"))) is None


def test_address_with_a_typo_can_be_sent(client: Client) -> None:
    send(client, published(), email="kim@gmial.com")
    assert Application.objects.get().email == "kim@gmial.com"


@pytest.mark.parametrize(("language", "sentence"), ADDRESS.items())
def test_form_asks_after_the_link_to_go_on(client: Client, language: str, sentence: str) -> None:
    posting = published()
    answer = fill_in(client, posting, language, email="kim@gmial.com", action="later")
    assert hint(client.get(answer.headers["Location"])) == (sentence, "#id_email")
    assert hint(client.get(apply_path(posting, language))) is None


@pytest.mark.parametrize(("language", "sentence"), PROVIDER.items())
def test_lost_link_asks_about_a_typo(client: Client, language: str, sentence: str) -> None:
    path = lost_path(language)
    answer = client.post(path, {"email": "kim@gmial.com"})
    assert answer.headers["Location"] == f"{path}?asked&meant=gmail.com"
    assert hint(client.get(answer.headers["Location"])) == (sentence, path)


def test_lost_link_does_not_ask_about_other_addresses(client: Client) -> None:
    answer = client.post(lost_path("en"), {"email": "kim@mail.de"})
    assert answer.headers["Location"] == f"{lost_path('en')}?asked"
    assert hint(client.get(answer.headers["Location"])) is None


@pytest.mark.parametrize(("language", "sentence"), PROVIDER.items())
def test_alert_asks_about_a_typo_and_keeps_the_search(
    client: Client, language: str, sentence: str
) -> None:
    shown = hint(ask(client, "?q=cloud", language, email="kim@gmial.com"))
    assert shown == (sentence, new_path(language=language) + "?q=cloud")
    assert JobAlert.objects.get().email == "kim@gmial.com"


def test_alert_does_not_ask_about_other_addresses(client: Client) -> None:
    assert hint(ask(client, "?q=cloud", email="kim@ymail.com")) is None


@pytest.mark.parametrize("meant", ["evil.example", "mail.com", "<b>gmail.com"])
def test_page_names_no_provider_that_is_none_of_ours(client: Client, meant: str) -> None:
    assert hint(client.get(lost_path("en"), {"asked": "", "meant": meant})) is None
