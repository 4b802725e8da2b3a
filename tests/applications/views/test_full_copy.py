"""The full copy on the applicant's page: asking, waiting, fetching, being refused."""

from datetime import datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from applications.enums import CopyState, EventKind
from applications.models import Application, CopyRequest
from applications.services.copy_requests import request_full_copy
from applications.signed_links import application_token
from tests.applications.factories import ApplicationFactory
from tests.applications.services.test_copy_requests import released, sent
from tests.applications.site import LANGUAGES, page, words

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-30T12:00:00+01:00")
frozen = time_machine.travel(NOW, tick=False)


def path_of(application: Application, name: str = "full_copy", language: str = "en") -> str:
    with override(language):
        return reverse(f"applications:{name}", args=[application_token(application)])


def names_in(response: object) -> list[str]:
    return ZipFile(BytesIO(response.getvalue())).namelist()


def card(client: Client, application: Application) -> str:
    return words(page(client.get(path_of(application, "status"))).tree.select_one("#full-copy"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_asks_before_anything_happens(client: Client, language: str) -> None:
    application = sent()
    shown = page(client.get(path_of(application, language=language)))
    assert (shown.status, "Art. 15" in words(shown.tree.h1)) == (200, True)
    assert CopyRequest.objects.count() == 0


@frozen
def test_request_is_made_by_a_post_and_said_on_the_page(client: Client) -> None:
    application = sent()
    shown = page(client.post(path_of(application), follow=True))
    assert "We have received your request" in words(shown.tree.select_one("[role=status]"))
    assert "You will get an answer by 30 December 2026." in card(client, application)


@frozen
def test_second_request_changes_nothing(client: Client) -> None:
    application = sent()
    for _number in range(2):
        client.post(path_of(application))
    assert application.copy_requests.count() == 1
    assert client.get(path_of(application)).status_code == 302


def test_locked_application_has_the_way_to_it(client: Client) -> None:
    application = sent(rejected=True, erasure_requested_at=NOW)
    assert "Ask for the full copy" in card(client, application)
    client.post(path_of(application))
    assert application.copy_requests.get().is_open


@frozen
def test_extension_is_told_with_its_reason(client: Client) -> None:
    application = sent()
    made = request_full_copy(application=application, now=NOW)
    CopyRequest.objects.filter(pk=made.pk).update(extension_reason="So many notes")
    assert "It takes longer, for this reason: So many notes" in card(client, application)


@frozen
def test_refusal_is_told_with_its_reason_and_what_can_be_done(client: Client) -> None:
    application = sent()
    made = request_full_copy(application=application, now=NOW)
    answer = {"state": CopyState.REFUSED, "answered_at": NOW, "refusal_reason": "Ten a day"}
    CopyRequest.objects.filter(pk=made.pk).update(**answer)
    shown = card(client, application)
    assert "Ten a day You may complain to a data protection authority" in shown
    assert "Ask for it again" in shown


@frozen
def test_released_copy_is_handed_out_as_a_file_and_noted(client: Client) -> None:
    application = sent()
    released(application, NOW + timedelta(days=3))
    assert "You can download it until 3 December 2026" in card(client, application)
    response = client.post(path_of(application, "full_copy_file"))
    assert names_in(response) == ["application.html"]
    named = f'attachment; filename="{application.reference}-full.zip"'
    assert response.headers["Content-Disposition"] == named
    assert response.headers["Cache-Control"] == "private, no-store"
    assert EventKind.FULL_COPY_FETCHED in application.events.values_list("kind", flat=True)


@frozen
def test_copy_can_be_fetched_while_another_one_is_asked_for(client: Client) -> None:
    application = sent()
    released(application, NOW + timedelta(days=3))
    request_full_copy(application=application, now=NOW)
    shown = card(client, application)
    assert "You will get an answer by 30 December 2026." in shown
    assert "You can download it until 3 December 2026" in shown
    assert names_in(client.post(path_of(application, "full_copy_file"))) == ["application.html"]


@frozen
def test_copy_is_not_handed_out_when_its_time_is_over(client: Client) -> None:
    application = sent()
    released(application, NOW)
    assert client.post(path_of(application, "full_copy_file")).status_code == 404
    assert "The time to download it is over." in card(client, application)


def test_copy_is_not_handed_out_by_a_link(client: Client) -> None:
    application = sent()
    released(application, NOW + timedelta(days=3))
    assert client.get(path_of(application, "full_copy_file")).status_code == 405


@frozen
def test_copy_of_another_application_is_not_found(client: Client) -> None:
    application = ApplicationFactory()
    released(sent(), NOW + timedelta(days=3))
    assert client.post(path_of(application, "full_copy_file")).status_code == 404


@frozen
def test_missing_file_is_not_found(client: Client) -> None:
    application = sent()
    made = released(application, NOW + timedelta(days=3))
    CopyRequest.objects.filter(pk=made.pk).update(storage_name="00/missing")
    assert client.post(path_of(application, "full_copy_file")).status_code == 404


@frozen
def test_downloads_have_a_limit(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("applications.views.full_copy.DOWNLOADS_AN_HOUR", 1)
    application = sent()
    released(application, NOW + timedelta(days=3))
    assert names_in(client.post(path_of(application, "full_copy_file"))) == ["application.html"]
    assert client.post(path_of(application, "full_copy_file")).status_code == 302
