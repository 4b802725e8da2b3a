"""Under which name Chromium saves what it is handed."""

import pytest
from django.conf import settings as project
from django.test import Client
from django.urls import reverse

from tests.applications.factories import ApplicationFactory, hr_manager

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    "name",
    [
        "Lebenslauf.pdf",
        "50%20mehr.pdf",
        "100%.pdf",
        "Zeugnis Öztürk.pdf",
        "CV; Zeugnis='neu'.pdf",
        "%C3%A4.pdf",
        "Müller %2e.pdf",
    ],
)
def test_document_is_saved_under_the_name_that_it_has(page, live_server, name):
    document = ApplicationFactory(cv={"name": name}).documents.get()
    client = Client()
    client.force_login(hr_manager())
    key = client.cookies[project.SESSION_COOKIE_NAME].value
    cookie = {"name": project.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.goto("/de/")
    path = reverse("admin:applications_document_download", args=[document.pk])
    with page.expect_download() as download:
        page.evaluate("path => { location.href = path }", path)
    assert download.value.suggested_filename == name
