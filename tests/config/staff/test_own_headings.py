"""What Django's admin calls its pages, and the widgets it puts on them, where ours are called otherwise."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib import admin
from django.db.models import Model
from django.test import Client

from tests.config.people import browser, person
from tests.config.test_german_pages import german_rows, pages_of

pytestmark = pytest.mark.django_db
STOCK = re.compile(r"(zur Änderung|zum Ansehen|zum Bearbeiten) auswählen|Heute \||Jetzt \|")
WIDGETS = ".vTimeField, .vDateField, script[src*=DateTimeShortcuts], .related-widget-wrapper img"


@pytest.fixture
def client() -> Client:
    client = browser(person("root", is_superuser=True), "de")
    german_rows()
    return client


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.model_name)
def test_page_bears_no_heading_and_no_widget_of_the_stock(
    model: type[Model], client: Client
) -> None:
    for path in pages_of(model):
        page = BeautifulSoup(client.get(path, follow=True).text, "html.parser")
        assert (path, STOCK.findall(page.text)) == (path, [])
        assert (path, [str(tag)[:80] for tag in page.select(WIDGETS)]) == (path, [])
        steps = [step.text.strip() for step in page.select(".breadcrumbs li")]
        assert (path, [*dict.fromkeys(steps)]) == (path, steps)


def test_list_is_called_like_what_it_holds(client: Client) -> None:
    page = BeautifulSoup(client.get("/admin/careers/department/").text, "html.parser")
    assert page.h1.text == "Bereiche"
    assert page.title.text.strip().startswith("Bereiche – ")
