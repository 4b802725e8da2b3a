"""What staff reads in German holds no English, on any page of the admin and of the sign-in."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import polib
import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.test import Client
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, override

from applications.tasks import send_receipt
from careers.models import Posting, TextBlock
from careers.services import publish_posting
from careers.text.language import count_stop_words
from tests.applications.factories import ApplicationFactory
from tests.careers.factories import ContactFactory, PostingFactory, SectionFactory, TextBlockFactory
from tests.config.people import browser, person
from tests.config.test_german_of_packages import english_catalogues

SPOKEN = ("title", "aria-label", "placeholder", "alt", "data-confirm")
PLACE = re.compile(r"%(?:\(\w+\))?[sdr]|\{\w*\}")
NAMES = {"English"}
SAME = {"Name", "name", "Sessions", "Text", "text"}


@cache
def english_texts() -> re.Pattern[str]:
    """Each English text of ours and of the packages whose German is another one, with any values."""
    own = Path(settings.BASE_DIR) / "locale/de/LC_MESSAGES/django.po"
    paths = [own, *english_catalogues("django")]
    entries = [entry for path in paths for entry in polib.pofile(str(path))]
    texts = {text for each in entries for text in (each.msgid, each.msgid_plural) if text}
    with override("de"):
        german = {gettext(text) for text in texts}
    return re.compile("|".join(pattern(text) for text in both(texts) - both(german) if words(text)))


def both(texts: set[str]) -> set[str]:
    """Each with a small and with a capital letter, as labels have it."""
    return texts | {capfirst(text) for text in texts}


def words(text: str) -> str:
    return PLACE.sub("", text).strip(" …:/[]–,")


def pattern(text: str) -> str:
    return "".join(f"{re.escape(part)}.+" for part in PLACE.split(text)).removesuffix(".+")


def spoken_words(page: str) -> Iterator[str]:
    """The words that are seen or read aloud, without what is marked as another language."""
    whole = BeautifulSoup(page, "html.parser")
    for hidden in whole.select("script, style, textarea, template, [lang=en]"):
        if hidden.name != "html":
            hidden.decompose()
    for text in whole.stripped_strings:
        yield " ".join(text.split())
    for tag in whole.find_all(True):
        yield from (str(tag[name]) for name in SPOKEN if tag.get(name))
        if tag.name == "input" and tag.get("type") in {"submit", "button"}:
            yield str(tag["value"])


MASKED = "***"
"""Part of what Django shows of a password's salt, which is random and may begin with a word."""


def english_of(page: str) -> list[str]:
    texts = (text for text in spoken_words(page) if text not in NAMES and MASKED not in text)
    return [text for text in texts if is_english(text)]


def is_english(text: str) -> bool:
    found = count_stop_words(text)
    bare = text.rstrip(":").strip()
    return bool(english_texts().fullmatch(bare)) or (found["en"] > 0 and found["en"] > found["de"])


def german_rows() -> None:
    """Something of each kind, in German only, so that every English word comes from the program."""
    german = {"title_en": "Betriebstechnik", "summary_en": "Sie halten alles am Laufen."}
    block = TextBlockFactory(heading_en="Wir bieten", body_en="- Zeit zum Lernen")
    posting = PostingFactory(**german, section=False)
    SectionFactory(posting=posting, heading_en="Aufgaben", body_en="Alles im Blick.")
    SectionFactory(posting=posting, block=block)
    posting.contacts.add(ContactFactory(role_en="Leitung"))
    publish_posting(posting=posting, actor=None, now=timezone.now())
    ApplicationFactory(posting=posting)
    Group.objects.get_or_create(name="x")
    send_receipt.defer(application_id=1)


def pages_of(model: type[Model]) -> list[str]:
    base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    things = model._default_manager.all()[:1]
    own = ("change", "delete", "history")
    found = [f"{base}{thing.pk}/{page}/" for thing in things for page in own]
    return [base, f"{base}?q=x", f"{base}add/", f"{base}add/?_popup=1", *found]


def pages_of_staff() -> list[str]:
    """The start page, sign-in, second factor, an account's password, and the actions on postings."""
    user, posting = User.objects.get(username="root"), Posting.objects.get()
    block = TextBlock.objects.get()
    actions = (
        "publish",
        "close",
        "reopen",
        "duplicate",
        "extend",
        "changes",
        "preview",
        "outdated",
    )
    second = ("", "app/", "again/")
    return [
        *("/admin/", "/admin/careers/", "/admin/auth/", "/admin/applications/", "/admin/mfa/"),
        *("/admin/procrastinate/", f"/admin/auth/user/{user.pk}/password/", "/admin/none/"),
        *("/staff/logout/", "/staff/password/", "/staff/reauthenticate/", "/staff/recovery-codes/"),
        *(f"/staff/second-factor/{page}" for page in second),
        *(f"/admin/careers/posting/{posting.pk}/{action}/" for action in actions),
        f"/admin/careers/textblock/{block.pk}/republish/",
    ]


def english_on(client: Client, pages: list[str]) -> list[tuple[str, str]]:
    """Page and text; 405 and the like have a page, too."""
    return [
        (page, text)
        for page in pages
        for text in dict.fromkeys(english_of(client.get(page, follow=True).text))
    ]


@pytest.fixture
def client() -> Client:
    client = browser(person("root", is_superuser=True), "de")
    german_rows()
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.model_name)
def test_pages_of_a_model_hold_no_english(model: type[Model], client: Client) -> None:
    assert english_on(client, pages_of(model)) == []


@pytest.mark.django_db
def test_other_pages_of_staff_hold_no_english(client: Client) -> None:
    assert english_on(client, pages_of_staff()) == []


@pytest.mark.django_db
def test_page_to_sign_in_holds_no_english() -> None:
    assert english_on(browser(language="de"), ["/staff/login/"]) == []


@pytest.mark.django_db
@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.model_name)
def test_errors_in_a_form_hold_no_english(model: type[Model], client: Client) -> None:
    base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    answer = client.post(f"{base}add/", {"username": "ö ö", "email": "x", "_save": "1"})
    assert english_of(answer.text) == []


@pytest.mark.django_db
@pytest.mark.parametrize("model", ["auth/group", "auth/user", "careers/location"])
@pytest.mark.parametrize("chosen", [1, 0])
def test_confirmation_of_an_action_holds_no_english(
    model: str, chosen: int, client: Client
) -> None:
    pk = admin.site._registry[apps.get_model(model.replace("/", "."))].model.objects.first().pk
    form = {"action": "delete_selected", "_selected_action": [pk][:chosen]}
    answer = client.post(f"/admin/{model}/", form, follow=True)
    assert answer.status_code == 200
    assert english_of(answer.text) == []


@pytest.mark.django_db
def test_english_of_a_page_is_noticed() -> None:
    """The twin: what these tests look for is found where it stands."""
    page = '<p>Run the selected action</p><img alt="Search"><p lang="en">Search</p><p>Opens</p>'
    assert english_of(page) == ["Run the selected action", "Opens", "Search"]


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.model_name)
def test_names_of_models_and_columns_have_german(model: type[Model]) -> None:
    options, page = model._meta, admin.site._registry[model]
    with override("en"):
        english = names(options, page)
    with override("de"):
        german = names(options, page)
    same = {one for one, other in zip(english, german, strict=True) if one == other}
    assert {name.split(" [")[0] for name in same} - SAME == set()


def names(options: Any, page: Any) -> list[str]:
    """What stands in titles, in the menu, and over the columns of the list."""
    columns = [name for name in page.list_display if name not in {"__str__", "pk"}]
    labels = [label_for_field(name, page.model, page) for name in columns]
    own = [options.verbose_name, options.verbose_name_plural, options.app_config.verbose_name]
    return [str(name) for name in [*own, *labels]]
