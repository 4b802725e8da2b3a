"""A form says when it was saved, and early on how to go on later."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from applications.models import Draft
from applications.services import (
    AnnouncedFile,
    append_chunk,
    finish_upload,
    mail_draft_link,
    start_upload,
)
from tests.applications import files
from tests.applications.factories import DraftFactory, cv
from tests.applications.site import apply_path, fill_in, page, words
from tests.careers.factories import published

pytestmark = pytest.mark.django_db
LATER = {"en": "Continue later", "de": "Später weitermachen"}
MORNING = datetime(2026, 11, 20, 9, 20, tzinfo=UTC)


def test_new_form_leads_to_the_way_to_go_on_later(client: Client) -> None:
    tree = page(client.get(apply_path(published()))).tree
    assert words(tree.select_one(".draft-status")) == "No time now? Continue later"
    assert [tree.select_one(link["href"]).name for link in tree.select(".draft-status a")] == ["h3"]


@pytest.mark.parametrize(
    ("language", "later", "said"),
    [
        ("en", timedelta(hours=3), "Saved at 10:20 (Berlin time)."),
        ("en", timedelta(days=1), "Saved on 20 November 2026 at 10:20 (Berlin time)."),
        ("de", timedelta(hours=3), "Gespeichert um 10:20 Uhr (Ortszeit Berlin)."),
        (
            "de",
            timedelta(days=1),
            "Gespeichert am 20. November 2026 um 10:20 Uhr (Ortszeit Berlin).",
        ),
    ],
)
def test_draft_says_when_it_was_saved(
    client: Client, language: str, later: timedelta, said: str
) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        posting = published()
        fill_in(client, posting)
        clock.shift(later)
        tree = page(client.get(apply_path(posting, language))).tree
        assert (words(tree.select_one("#saved")), tree.select(".draft-status")) == (said, [])
        assert words(tree.select_one(".inline-links a[href='#later']")) == LATER[language]


@pytest.mark.parametrize(
    ("data", "days"), [({"email": "ayse@example.org"}, 14), ({"email": "ayse"}, 2), ({}, 2)]
)
def test_file_that_arrives_in_pieces_keeps_the_draft_longer(
    data: dict[str, str], days: int
) -> None:
    """Two days, as long as there is no address to which its link could be mailed."""
    draft, later = DraftFactory(data=data), timezone.now() + timedelta(days=5)
    announced = AnnouncedFile(cv().kind, "Lebenslauf.pdf", len(files.pdf()))
    upload = start_upload(draft=draft, announced=announced, now=later)
    append_chunk(upload=upload, offset=0, content=files.pdf(), now=later)
    assert Draft.objects.get().updated_at == draft.updated_at
    finish_upload(upload=upload, now=later)
    kept = Draft.objects.get()
    ends = later + timedelta(days=days)
    assert (kept.updated_at, kept.expires_at) == (later, ends)


def test_draft_whose_link_is_mailed_is_kept_as_long_as_the_link_works() -> None:
    draft = DraftFactory(expires_at=timezone.now() + timedelta(days=2))
    mail_draft_link(draft=draft, email="ayse@example.org")
    assert Draft.objects.get().expires_at > timezone.now() + timedelta(days=13)


def test_form_says_how_long_a_draft_without_an_address_is_kept(client: Client) -> None:
    hint = "Steht Ihre E\N{NON-BREAKING HYPHEN}Mail-Adresse nicht darin, wird er nach zwei Tagen gelöscht."
    assert hint in words(page(client.get(apply_path(published(), "de"))).tree)
