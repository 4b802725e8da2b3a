"""Names of fields in Django's log of changes."""

import json

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from tests.careers.factories import LocationFactory
from tests.config.people import browser, person

pytestmark = pytest.mark.django_db
FIELDS = ["Opens", "Name [en]", "Short name in addresses", "Something unknown"]


def shown_change(language: str, message: str) -> str:
    """The cell that the history of a location has for this message."""
    user, location = person("root", is_superuser=True), LocationFactory()
    LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(location),
        object_id=location.pk,
        object_repr="Berlin",
        action_flag=CHANGE,
        change_message=message,
    )
    page = browser(user, language).get(f"/admin/careers/location/{location.pk}/history/").text
    return page.split("<tbody>")[1].split("<td>")[2].split("</td>")[0]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "Geändert: Öffnet am, Name [en], Kurzname in Webadressen und Something unknown."),
        ("en", "Changed Opens, Name [en], Short name in addresses and Something unknown."),
    ],
)
def test_labels_are_in_the_language_of_the_reader(language: str, expected: str) -> None:
    assert shown_change(language, json.dumps([{"changed": {"fields": FIELDS}}])) == expected


@pytest.mark.parametrize("message", ["Kopie von Nr. 5", "[kein JSON", "12"])
def test_other_messages_stay_as_they_are(message: str) -> None:
    assert shown_change("de", message) == message


def test_parts_of_an_entry_are_named_too() -> None:
    part = {"name": "section", "object": "Aufgaben", "fields": ["Heading [de]"]}
    assert (
        shown_change("de", json.dumps([{"changed": part}, {"added": {}}]))
        == "Geändert bei Abschnitt „Aufgaben“: Überschrift [de]. Hinzugefügt."
    )
