from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from applications.models import Application, Document, DocumentAccess, DocumentPreview
from tests.applications import files
from tests.applications.factories import (
    ApplicationFactory,
    StaffFactory,
    editor,
    hr_manager,
    team_member,
)
from tests.applications.site import page, words
from tests.applications.stored import store

pytestmark = pytest.mark.django_db


def path_of(document: Document) -> str:
    return reverse("admin:applications_document_download", args=[document.pk])


def download(client: Client, document: Document) -> HttpResponseBase:
    """The answer, read to its end so that the file behind it is closed."""
    response = client.get(path_of(document))
    if response.streaming:
        response.content_read = response.getvalue()
    return response


def foreign_team(_application: Application) -> User:
    return team_member(ApplicationFactory(cv=False))


def team_without_right(application: Application) -> User:
    user = StaffFactory()
    user.user_permissions.add(Permission.objects.get(codename="view_application"))
    application.posting.hiring_team.add(user)
    return user


def test_download_is_the_same_byte_for_byte(client: Client) -> None:
    content = files.pdf(pages=2)
    document = ApplicationFactory(cv={"stored": content}).documents.get()
    client.force_login(hr_manager())
    response = download(client, document)
    assert (response.status_code, response.content_read) == (200, content)


def test_download_cannot_run_or_stay_in_the_browser(client: Client) -> None:
    document = ApplicationFactory().documents.get()
    client.force_login(hr_manager())
    headers = download(client, document).headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''Lebenslauf%20%C3%96zt%C3%BCrk.pdf"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox"
    assert "no-store" in headers["Cache-Control"].split(", ")


def with_page(application: Application) -> Document:
    """Its document, with a preview of one page."""
    document = application.documents.get()
    preview = DocumentPreview.objects.create(
        document=document, state="made", made_at=timezone.now()
    )
    name = store(b"RIFF____WEBP")
    preview.pages.create(number=1, width=10, height=20, storage_name=name)
    return document


def look_at(client: Client, document: Document, number: int = 1) -> HttpResponseBase:
    response = client.get(reverse("admin:applications_document_page", args=[document.pk, number]))
    if response.streaming:
        response.content_read = response.getvalue()
    return response


def test_page_is_shown_to_the_team_and_noted_once_a_sitting(client: Client) -> None:
    application = ApplicationFactory()
    document, user = with_page(application), team_member(application)
    client.force_login(user)
    response = look_at(client, document)
    assert (response.status_code, response.content_read) == (200, b"RIFF____WEBP")
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Content-Disposition"] == "inline"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox"
    assert "no-store" in response.headers["Cache-Control"].split(", ")
    look_at(client, document)
    assert [(one.document, one.user) for one in DocumentAccess.objects.all()] == [(document, user)]
    DocumentAccess.objects.update(at=timezone.now() - timedelta(hours=2))
    look_at(client, document)
    assert DocumentAccess.objects.count() == 2


@pytest.mark.parametrize("number", [0, 2, 99999])
def test_page_that_is_not_there_is_not_found(client: Client, number: int) -> None:
    document = with_page(ApplicationFactory())
    client.force_login(hr_manager())
    assert look_at(client, document, number).status_code == 404
    assert DocumentAccess.objects.count() == 0


@pytest.mark.parametrize("who", [foreign_team, team_without_right, lambda _application: editor()])
def test_page_does_not_exist_for_others(client: Client, who: Callable[[Application], User]) -> None:
    application = ApplicationFactory()
    document = with_page(application)
    client.force_login(who(application))
    assert look_at(client, document).status_code == 404
    assert DocumentAccess.objects.count() == 0


def test_page_of_an_application_shows_its_document(client: Client) -> None:
    application = ApplicationFactory()
    document = with_page(application)
    client.force_login(hr_manager())
    path = reverse("admin:applications_application_change", args=[application.pk])
    image = page(client.get(path)).tree.select_one("#sheets img")
    assert client.get(image["src"]).getvalue() == b"RIFF____WEBP"
    assert (image["width"], image["height"]) == ("10", "20")
    DocumentPreview.objects.update(state="failed", cause="crashed")
    assert "ist abgebrochen" in words(page(client.get(path)).tree.select_one("#sheets"))
    assert document.accesses.count() == 1


def test_download_encodes_the_name(client: Client) -> None:
    document = ApplicationFactory(cv={"name": 'CV"; x=.pdf'}).documents.get()
    client.force_login(hr_manager())
    header = download(client, document).headers["Content-Disposition"]
    assert header == "attachment; filename*=utf-8''CV%22%3B%20x%3D.pdf"


def test_download_is_recorded(client: Client) -> None:
    application = ApplicationFactory()
    user = team_member(application)
    client.force_login(user)
    download(client, application.documents.get())
    access = DocumentAccess.objects.get()
    assert (access.document, access.user) == (application.documents.get(), user)


@pytest.mark.parametrize("make", [foreign_team, team_without_right, lambda _one: editor()])
def test_download_by_staff_without_right_is_not_found(
    client: Client, make: Callable[[Application], User]
) -> None:
    application = ApplicationFactory()
    client.force_login(make(application))
    assert client.get(path_of(application.documents.get())).status_code == 404
    assert DocumentAccess.objects.count() == 0


def test_download_of_a_missing_document_looks_like_a_foreign_one(client: Client) -> None:
    application = ApplicationFactory()
    client.force_login(foreign_team(application))
    foreign = page(client.get(path_of(application.documents.get())))
    missing = page(client.get(path_of(Document(pk=4711))))
    assert (foreign.status, missing.status) == (404, 404)
    assert words(foreign.tree.main) == words(missing.tree.main)


@pytest.mark.parametrize("guess", ["{0}", "0", "-1", "4711", "9" * 40, "../settings"])
def test_download_guessed_by_a_stranger_asks_to_sign_in(client: Client, guess: str) -> None:
    document = ApplicationFactory().documents.get()
    path = path_of(document).replace(f"/{document.pk}/", f"/{guess.format(document.pk)}/")
    answered = client.get(path, follow=True)
    assert answered.status_code == 200
    assert answered.redirect_chain[-1][0].startswith(reverse("account_login"))
    assert DocumentAccess.objects.count() == 0


def test_document_storage_has_no_address(client: Client) -> None:
    document = ApplicationFactory().documents.get()
    for prefix in ("", "documents/", "media/", "static/", "var/documents/"):
        assert client.get(f"/{prefix}{document.storage_name}").status_code == 404


def test_download_of_a_lost_file_says_so(
    client: Client, caplog: pytest.LogCaptureFixture, private_storage: Path
) -> None:
    document = ApplicationFactory(cv={"stored": False}).documents.get()
    client.force_login(hr_manager())
    told = page(client.get(path_of(document), HTTP_ACCEPT_LANGUAGE="en", follow=True))
    assert "The file “Lebenslauf Öztürk.pdf” is missing. Ask for it again" in words(told.tree)
    assert f"The file of document {document.pk} is missing." in caplog.messages
    assert DocumentAccess.objects.count() == 0


def test_download_is_only_read(client: Client) -> None:
    client.force_login(hr_manager())
    assert client.post(path_of(ApplicationFactory().documents.get())).status_code == 405


def test_download_takes_few_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    application = ApplicationFactory()
    client.force_login(team_member(application))
    document = application.documents.get()
    with django_assert_num_queries(7):
        download(client, document)
