"""What stands in the middle of the page of an application: pages, text, or why there is neither."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from applications.documents.storage import make_storage_name
from applications.enums import ScanState
from applications.models import Document, DocumentAccess
from tests.applications.factories import ApplicationFactory, StaffFactory, team_member
from tests.applications.site import page, words
from tests.applications.stored import set_text
from tests.config.people import browser
from tests.hiring.desk_site import action_path

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def sheets(fields: dict[str, Any], pages: int = 0) -> str:
    """What stands in the middle of the page."""
    application = ApplicationFactory()
    values = {"page_count": pages, "made_at": NOW, **fields}
    preview = set_text(application.documents.get(), values.pop("text", ""), **values)
    for number in range(1, pages + 1):
        preview.pages.create(number=number, width=6, height=8, storage_name=make_storage_name())
    client = browser(team_member(application))
    tree = page(client.get(action_path("change", application))).tree.select_one("#sheets")
    images = [image["alt"] for image in tree.select("img")]
    return "|".join([*images, words(tree)])


def test_middle_of_the_page_says_what_there_is_to_see() -> None:
    name = "Lebenslauf Öztürk.pdf"
    assert sheets({}, pages=2) == f"{name}, page 1|{name}, page 2|"
    assert sheets({"text": "Anna\n\n\fKöchin"}) == "AnnaKöchin"
    assert sheets({}) == "No text was found in it."
    assert sheets({"page_count": 3, "cause": "too_big"}, pages=1).endswith(
        "2 more pages are in the file itself. It is too large to be shown."
    )
    failed = sheets({"state": "failed", "cause": "unreadable"})
    assert failed == "This document cannot be shown here. It is damaged. Download it to read it."
    assert sheets({"state": "waiting", "made_at": None}).startswith("The pages are being prepared.")


@pytest.mark.parametrize(("pages", "noted"), [(0, 1), (1, 0)])
def test_reading_a_text_is_noted_once_a_sitting(pages: int, noted: int) -> None:
    """An image is noted when it is asked for."""
    application = ApplicationFactory()
    preview = set_text(application.documents.get(), "Anna", page_count=pages, made_at=NOW)
    for number in range(pages):
        preview.pages.create(number=number + 1, width=6, height=8, storage_name=make_storage_name())
    reader = team_member(application)
    for _time in range(2):
        browser(reader).get(action_path("change", application))
    assert DocumentAccess.objects.filter(document=preview.document, user=reader).count() == noted
    assert DocumentAccess.objects.count() == noted


def test_text_that_is_not_shown_is_not_noted() -> None:
    application = ApplicationFactory()
    set_text(application.documents.get(), "Anna", made_at=NOW)
    Document.objects.update(scan_state=ScanState.PENDING)
    assert "Anna" not in words(
        page(
            browser(team_member(application)).get(action_path("change", application))
        ).tree.select_one("#sheets")
    )
    assert DocumentAccess.objects.count() == 0


def test_text_is_not_noted_of_who_may_not_read_documents() -> None:
    application = ApplicationFactory()
    set_text(application.documents.get(), "Anna", made_at=NOW)
    reader = StaffFactory()
    reader.user_permissions.add(Permission.objects.get(codename="view_application"))
    application.posting.hiring_team.add(reader)
    assert browser(reader).get(action_path("change", application)).status_code == 200
    assert DocumentAccess.objects.count() == 0
