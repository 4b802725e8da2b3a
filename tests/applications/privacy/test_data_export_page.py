"""The copy as a page for people: it says what application.json says, and nothing in it is alive."""

import re
from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils import timezone

from applications.enums import EventKind, Stage
from applications.models import Application, DocumentAccess
from applications.privacy.data_export import export_data
from applications.services import move_application
from applications.services.follow_up import join_pool, record_event
from tests.applications import files
from tests.applications.factories import ApplicationFactory, DocumentFactory, hr_manager
from tests.applications.site import words
from tests.careers.factories import published

pytestmark = pytest.mark.django_db
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
ANSWER = {"key": "a", "label": "When?", "kind": "date", "value": "2027-01-04"}
EVIL = '<script>alert(1)</script><img src="//x.example" onerror=a> "&'


def copy(application: Application) -> ZipFile:
    return ZipFile(BytesIO(b"".join(export_data(application))))


def tree(application: Application) -> BeautifulSoup:
    html = copy(application).read("application.html").decode()
    return BeautifulSoup(html, "html.parser")


def sections(shown: BeautifulSoup) -> dict[str, str]:
    """What stands in each section, by its heading, in words."""
    parts = {words(one.h2): one for one in shown.select("section")}
    return {name: words(one).removeprefix(name).strip() for name, one in parts.items()}


def whole(**fields: Any) -> Application:
    """With all that can be known, all of it at noon."""
    sent = {"language": "en", "submitted_at": NOON, "phone": "030 1", "message": "Hi!"}
    application = ApplicationFactory(**{**sent, "answers": [ANSWER], "cv": False} | fields)
    size = len(files.pdf())
    cv = DocumentFactory(application=application, created_at=NOON, name="CV Ö.pdf", size=size)
    DocumentAccess.objects.create(document=cv, user=hr_manager(), at=NOON)
    application.letters.create(text="Good day", at=NOON)
    application.document_requests.create(kind="other", note="C1", at=NOON, answered_at=NOON)
    application.document_requests.create(kind="cover_letter", at=NOON)
    record_event(application=application, kind=EventKind.COPY_MADE, now=NOON)
    join_pool(application=application, now=NOON)
    reason, hr = "too far away", hr_manager()
    move_application(
        application=application, to=Stage.REJECTED, actor=hr, reason=reason, now=timezone.now()
    )
    return Application.objects.get(pk=application.pk)


@time_machine.travel(NOON, tick=False)
def test_page_says_all_that_is_known_and_nothing_else() -> None:
    application = whole()
    shown, noon = tree(application), "23 November 2026 at 12:00"
    assert words(shown.h1) == f"Application {application.reference}"
    assert words(shown.main.dl) == (
        "Position Operations Technician (d/f/m) Where it stands We will not be taking your "
        f"application further Arrived {noon} Decided {noon}"
    )
    assert sections(shown) == {
        "About you": "Your name Ayşe Öztürk Email ayse@example.org Phone 030 1",
        "Your answers": "When? 4 January 2027",
        "Message": "Hi!",
        "Your documents": f"CV Ö.pdf CV · PDF · {len(files.pdf())} bytes · {noon} "
        f"SHA-256: {'0' * 64} When we opened one of them {noon}",
        "Messages from us": f"{noon} Good day",
        "Documents that we asked for": f"{noon}: Further document. C1 You sent it on {noon}. "
        f"{noon}: Cover letter Not sent yet.",
        "What happened": f"{noon}: Your application has arrived {noon}: We have decided "
        f"{noon}: copy of the data made "
        f"{noon}: consent to the talent pool given (2026-12)",
        "Your data": "Privacy notice that you were shown 2026-11 Talent pool You agreed on "
        f"{noon} to the words of 2026-12; it holds until 23 November 2027. "
        "Deletion 23 November 2027",
    }


def test_page_of_a_fresh_application_leaves_out_what_there_is_not() -> None:
    shown = sections(tree(ApplicationFactory(language="en", cv=False)))
    assert [*shown] == ["About you", "Your documents", "What happened", "Your data"]
    assert shown["Your documents"] == "There are no documents."
    assert shown["Your data"].endswith(
        "Talent pool You have not agreed to it. Deletion The date depends on the decision."
    )


def test_page_says_why_data_are_kept() -> None:
    fields = {"erasure_requested_at": NOON, "hold_reason": "claim", "rejected": True}
    kept = sections(tree(ApplicationFactory(language="en", **fields)))["Your data"]
    assert kept.endswith(
        "You asked for it 23 November 2026 at 12:00 "
        "Why we have to keep them for now legal claims (Art. 17(3)(e) GDPR)"
    )


@pytest.mark.parametrize("language", ["de", "en"])
def test_page_is_in_the_language_of_the_application(language: str) -> None:
    shown = tree(ApplicationFactory(language=language))
    assert (shown.html["lang"], shown.select("dd[lang], dl[lang]")) == (language, [])


def test_page_marks_an_ad_in_another_language() -> None:
    posting = published(german_only=True)
    shown = tree(ApplicationFactory(posting=posting, language="en", answers=[ANSWER]))
    assert [one["lang"] for one in shown.select("dd[lang], dl[lang]")] == ["de", "de"]


def test_page_links_to_the_files_of_the_archive_and_nowhere_else() -> None:
    application = ApplicationFactory(cv={"name": "100%#1?.pdf"})
    DocumentFactory(application=application, name="Zeugnis Öztürk.pdf")
    links = [unquote(str(one["href"])) for one in tree(application).select("[href]")]
    assert sorted(links) == sorted(set(copy(application).namelist()) - {"application.html"})
    assert tree(application).select("[src], script, link, form, iframe") == []


def test_page_shows_what_people_wrote_as_text() -> None:
    answer = ANSWER | {"kind": "text", "label": EVIL, "value": EVIL}
    application = ApplicationFactory(
        name=EVIL, phone=EVIL[:40], message=EVIL, answers=[answer], cv={"name": EVIL}
    )
    application.letters.create(text=EVIL, at=NOON)
    application.document_requests.create(kind="other", note=EVIL, at=NOON)
    move_application(
        application=application, to=Stage.WITHDRAWN, actor=None, reason=EVIL, now=timezone.now()
    )
    shown = tree(application)
    assert shown.select("script, img, [onerror]") == []
    assert words(shown).count("<script>alert(1)</script><img") == 9


def test_page_names_nobody_else() -> None:
    application = whole()
    other = ApplicationFactory(posting=application.posting, name="Kim Andere", message="Of Kim")
    html = copy(application).read("application.html").decode()
    assert re.findall(rf"Kim|staff\d|{other.reference}", html) == []
    assert "Kim Andere" in copy(other).read("application.html").decode()


def test_moves_of_one_moment_stand_in_their_order() -> None:
    application, now = ApplicationFactory(language="en", cv=False), timezone.now()
    for stage in (Stage.IN_REVIEW, Stage.INTERVIEW, Stage.OFFER):
        move_application(application=application, to=stage, actor=None, reason="", now=now)
    told = [words(one).split(": ", 1)[1] for one in tree(application).select("ol li")]
    assert told[1:] == ["We read it", "We get to know each other", "We make you an offer"]
