"""Every page of the admin opens, in both languages, and holds no inline script or style."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group

from tests.careers.factories import (
    ContactFactory,
    PostingFactory,
    TextBlockFactory,
    closed,
    published,
)
from tests.config.people import browser, person

pytestmark = pytest.mark.django_db
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)(?![^>]*application/json)"
)
FOREIGN = re.compile(r"(?:src|href|action)=[\"'](?:https?:)?//(?!localhost)[^\"']*", re.IGNORECASE)


def pages() -> list[str]:
    posting = published()
    closed(title_de="Zu")
    PostingFactory(section={"block": TextBlockFactory()}).contacts.add(ContactFactory())
    found = ["/admin/", "/admin/careers/", "/admin/logout/", "/admin/none/", "/admin/jsi18n/"]
    for model in admin.site._registry:
        base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        found += [base, f"{base}add/", f"{base}?q=x"]
        found += [
            f"{base}{thing.pk}/{page}/"
            for thing in model._default_manager.all()[:2]
            for page in ("change", "delete", "history")
        ]
    return [
        *found,
        *(
            f"/admin/careers/posting/{posting.pk}/{move}/"
            for move in ("publish", "close", "reopen")
        ),
    ]


@pytest.mark.parametrize("language", ["de", "en"])
def test_pages_open_without_inline_code_or_foreign_addresses(language: str) -> None:
    client = browser(person("root", is_superuser=True), language)
    Group.objects.get_or_create(name="x")
    for page in pages():
        answer = client.get(page)
        assert answer.status_code in {200, 302, 403, 404, 405}, page
        assert (page, INLINE.findall(answer.text), FOREIGN.findall(answer.text)) == (page, [], [])
