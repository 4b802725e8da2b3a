"""What stands in the middle of the page of an application: pages, text, or why there is neither."""

from typing import Any

import pytest
from django.utils import timezone

from applications.documents.storage import make_storage_name
from tests.applications.factories import ApplicationFactory, team_member
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
