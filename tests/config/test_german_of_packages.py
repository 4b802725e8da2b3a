"""German for the texts of the packages we show: Django's, the admin's scripts' and allauth's."""

import json
import re
from pathlib import Path

import allauth
import django
import polib
import pytest
from django.apps import apps
from django.utils import translation
from django.utils.translation.trans_real import DjangoTranslation

from tests.config.people import browser, person

DJANGO = Path(django.__file__).parent
DU = re.compile(r"\b(du|dich|dir|dein\w*|bitte \w+e (es|nur|einen))\b|\bBenutzer", re.IGNORECASE)
STAFF_SEES = re.compile(
    r"(account|mfa)/(adapter|forms|models|totp/forms|apps)\.py|templates/mfa/messages/"
)
# Of e-mail addresses and telephone numbers, which accounts of staff do without.
UNUSED = re.compile(r"email|phone|select only one|Username can not be used", re.IGNORECASE)


def english_catalogues(domain: str) -> list[Path]:
    """Those of Django itself and of each app that is installed, as they come with the packages."""
    folders = [DJANGO / "conf", *(Path(app.path) for app in apps.get_app_configs())]
    paths = [folder / f"locale/en/LC_MESSAGES/{domain}.po" for folder in folders]
    return [path for path in paths if path.exists()]


def key(entry: polib.POEntry) -> str:
    """What gettext looks a text up by."""
    return f"{entry.msgctxt}\x04{entry.msgid}" if entry.msgctxt else entry.msgid


def found_in_german(entry: polib.POEntry, german: DjangoTranslation) -> bool:
    return bool(german._catalog.get((key(entry), 0) if entry.msgid_plural else key(entry)))


@pytest.mark.parametrize(("domain", "number"), [("django", 5), ("djangojs", 1)])
def test_every_text_of_a_package_has_german(domain: str, number: int) -> None:
    german = DjangoTranslation("de", domain=domain)
    paths = [path for path in english_catalogues(domain) if "site-packages" in path.parts]
    entries = [entry for path in paths for entry in polib.pofile(str(path))]
    assert len(paths) >= number
    assert [each.msgid for each in entries if not found_in_german(each, german)] == []


def test_german_of_packages_keeps_the_plural() -> None:
    one, many = "…and %(count)d more object.", "…and %(count)d more objects."
    with translation.override("de"):
        found = [translation.ngettext(one, many, number) for number in (1, 2)]
    assert found == ["… und %(count)d weiteres Objekt.", "… und %(count)d weitere Objekte."]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("de", ["Speichern", "Ausführen", "Konto"]), ("en", ["Save", "Run", "user"])],
)
def test_texts_of_packages_fit_ours(language: str, expected: list[str]) -> None:
    texts = ["Save", "Run", "user"]
    with translation.override(language):
        assert [translation.gettext(text) for text in texts] == expected


def test_staff_is_addressed_formally_and_neutrally() -> None:
    source = polib.pofile(str(Path(allauth.__file__).parent / "locale/de/LC_MESSAGES/django.po"))
    shown = [
        entry.msgid
        for entry in source
        if any(STAFF_SEES.match(place) for place, _line in entry.occurrences)
        and not UNUSED.search(entry.msgid)
    ]
    with translation.override("de"):
        texts = [translation.gettext(msgid) for msgid in shown]
    assert len(texts) > 20
    assert [text for text in texts if DU.search(text)] == []


def texts_for_scripts(language: str) -> dict[str, str | list[str]]:
    """What the admin's scripts find under each English text."""
    answer = browser(person("root", is_superuser=True), language).get("/admin/jsi18n/")
    found = re.search(r"const newcatalog = (\{.*?\n  \});", answer.text, re.DOTALL)
    return json.loads(found[1]) if found else {}


@pytest.mark.django_db
def test_scripts_of_the_admin_get_all_their_german() -> None:
    paths = english_catalogues("djangojs")
    wanted = {key(entry) for path in paths for entry in polib.pofile(str(path))}
    assert len(wanted) > 80
    assert wanted - set(texts_for_scripts("de")) == set()


@pytest.mark.django_db
def test_scripts_of_the_admin_get_no_german_in_english() -> None:
    assert "Choose all %s" not in texts_for_scripts("en")
