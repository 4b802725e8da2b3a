"""Reviewing a full copy: what is released is fixed, what is blacked out is gone, and its author is told."""

import io
import json
import zipfile
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from pytest_django import Settings

from applications.enums import CopyState, EventKind
from applications.models import CopyRequest
from hiring.enums import Occasion, OutgoingState
from hiring.exports.reviewed_copy import FACTS, PAGE
from hiring.models import OutgoingMail
from hiring.services.copy_review import (
    CopyReviewRefused,
    EntryVerdict,
    extend_copy_time,
    keep_choices,
    refuse_copy,
    release_copy,
)
from hiring.services.outbox import OutboxRefused
from tests.applications.factories import hr_manager
from tests.applications.traces import stored_files
from tests.hiring.copies import asked, choose
from tests.hiring.factories import NOW, waiting_mail

pytestmark = pytest.mark.django_db


def release(request: CopyRequest, now: datetime = NOW) -> zipfile.ZipFile:
    release_copy(request=request, actor=hr_manager(), now=now)
    request.refresh_from_db()
    return read(request)


def read(request: CopyRequest) -> zipfile.ZipFile:
    with request.open() as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def everything(archive: zipfile.ZipFile) -> str:
    return " ".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def test_released_copy_has_what_both_sides_wrote() -> None:
    request = asked()
    choose(request)
    archive = release(request)
    assert {"application.html", PAGE, FACTS, "edition/de.html"} <= {*archive.namelist()}
    page = archive.read(PAGE).decode()
    shown = [words for words in ("Too quiet", "Linux: 2", "no Linux", "Cousin") if words in page]
    assert shown == ["Too quiet", "Linux: 2", "no Linux", "Cousin"]
    assert f'<a href="{PAGE}">' in archive.read("application.html").decode()


def test_what_is_blacked_out_is_nowhere_in_the_file_but_its_reason() -> None:
    request = asked()
    choose(request, note="names a colleague", exclusion="private", decision="names another")
    text = everything(release(request))
    assert [words for words in ("Too quiet", "Cousin", "no Linux") if words in text] == []
    assert "Blacked out: names a colleague" in text


def test_facts_for_programs_say_the_same() -> None:
    request = asked()
    choose(request, note="names a colleague")
    facts = {one["kind"]: one for one in json.loads(release(request).read(FACTS))}
    note = {"kind": "note", "at": "2026-11-23T11:00:00Z", "blacked_out": True}
    assert facts["note"] == {**note, "reason": "names a colleague"}
    assert facts["rating"]["text"] == "no\nLinux: 2"


def test_copy_is_in_the_language_of_the_application() -> None:
    request = asked(language="de")
    choose(request)
    assert '<html lang="de">' in release(request).read(PAGE).decode()


def test_copy_does_not_change_when_the_application_does() -> None:
    request = asked()
    choose(request)
    release(request)
    request.application.staff_notes.all().delete()
    assert "Too quiet" in everything(read(request))


def test_release_tells_the_applicant_by_the_outbox_and_the_history(settings: Settings) -> None:
    settings.FULL_COPY_DAYS = 10
    request = asked()
    choose(request)
    release(request)
    mail = OutgoingMail.objects.get(occasion=Occasion.ACCESS)
    assert (mail.state, "{link}" in mail.body) == (OutgoingState.WAITING, True)
    assert request.application.events.last().kind == EventKind.FULL_COPY_RELEASED
    assert (request.state, request.expires_at) == (CopyState.RELEASED, NOW + timedelta(days=10))


def test_release_waits_for_a_choice_on_every_entry() -> None:
    request = asked()
    before = stored_files()
    with pytest.raises(CopyReviewRefused):
        release(request)
    assert (stored_files(), request.is_open) == (before, True)


def test_note_written_after_the_review_keeps_it_from_being_released() -> None:
    request = asked()
    choose(request)
    request.application.staff_notes.create(text="And late", at=NOW)
    with override("en"), pytest.raises(CopyReviewRefused, match="Note"):
        release(request)


def test_choice_does_not_hold_for_words_that_have_changed() -> None:
    request = asked()
    choose(request)
    request.application.ratings.update(recommendation="yes")
    with override("en"), pytest.raises(CopyReviewRefused, match="Rating"):
        release(request)


def test_nothing_is_left_of_a_release_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    request = asked()
    choose(request)
    before = stored_files()

    def refuse(**_kwargs: object) -> None:
        raise OutboxRefused

    monkeypatch.setattr("hiring.services.copy_review.write_mail", refuse)
    with pytest.raises(OutboxRefused):
        release(request)
    request.refresh_from_db()
    assert (stored_files(), request.is_open, request.storage_name) == (before, True, "")


def test_copy_is_answered_once() -> None:
    request = asked()
    choose(request)
    release(request)
    with pytest.raises(CopyReviewRefused):
        refuse_copy(request=request, reason="No", actor=hr_manager(), now=NOW)
    with pytest.raises(CopyReviewRefused):
        choose(request)


def test_choices_that_are_taken_back_are_forgotten() -> None:
    request = asked()
    choose(request)
    keep_choices(request=request, verdicts={}, actor=hr_manager(), now=NOW)
    assert request.choices.count() == 0


def test_black_out_needs_a_reason_and_unknown_entries_are_passed_over() -> None:
    request = asked()
    note = request.application.staff_notes.get()
    verdicts = {f"note:{note.pk}": EntryVerdict("x", is_released=False)}
    with pytest.raises(ValidationError):
        keep_choices(request=request, verdicts=verdicts, actor=hr_manager(), now=NOW)
    verdicts = {"note:0": EntryVerdict("x", is_released=True)}
    keep_choices(request=request, verdicts=verdicts, actor=hr_manager(), now=NOW)
    assert request.choices.count() == 0


def test_refusal_is_told_with_its_reason() -> None:
    request = asked()
    refuse_copy(request=request, reason="Ten times a day", actor=hr_manager(), now=NOW)
    request.refresh_from_db()
    assert (request.state, request.refusal_reason) == (CopyState.REFUSED, "Ten times a day")
    assert "Ten times a day" in OutgoingMail.objects.get(occasion=Occasion.ACCESS).body
    assert request.application.events.last().kind == EventKind.FULL_COPY_REFUSED


@pytest.mark.parametrize("reason", ["", "a\x07"])
def test_refusal_needs_a_reason_that_can_be_read(reason: str) -> None:
    request = asked()
    with pytest.raises(ValidationError):
        refuse_copy(request=request, reason=reason, actor=hr_manager(), now=NOW)
    request.refresh_from_db()
    assert request.is_open


def test_time_is_extended_by_two_months_with_a_reason() -> None:
    request = asked()
    extend_copy_time(request=request, reason="So many notes", actor=hr_manager(), now=NOW)
    request.refresh_from_db()
    assert (request.due_on, request.is_open) == (date(2027, 2, 23), True)
    mail = OutgoingMail.objects.get(occasion=Occasion.ACCESS)
    assert ("So many notes" in mail.body, "23 February 2027" in mail.body) == (True, True)


def test_time_is_extended_once() -> None:
    request = asked()
    extend_copy_time(request=request, reason="So many notes", actor=hr_manager(), now=NOW)
    with pytest.raises(CopyReviewRefused):
        extend_copy_time(request=request, reason="More", actor=hr_manager(), now=NOW)


def test_time_is_extended_within_the_first_month_only() -> None:
    request, last = asked(), NOW + timedelta(days=30)
    with pytest.raises(CopyReviewRefused):
        extend_copy_time(
            request=request, reason="Late", actor=hr_manager(), now=last + timedelta(days=1)
        )
    extend_copy_time(request=request, reason="In time", actor=hr_manager(), now=last)
    assert OutgoingMail.objects.filter(occasion=Occasion.ACCESS).count() == 1


def test_locked_application_is_answered_too() -> None:
    request = asked()
    application = request.application
    type(application).objects.filter(pk=application.pk).update(erasure_requested_at=NOW)
    choose(request)
    release(request)
    assert OutgoingMail.objects.filter(occasion=Occasion.ACCESS).count() == 1
    application.refresh_from_db()
    with pytest.raises(OutboxRefused):
        waiting_mail(application)


def test_who_gave_no_address_gets_no_mail() -> None:
    request = asked(email="ayse@example.org", source="post")
    application = request.application
    type(application).objects.filter(pk=application.pk).update(email="")
    choose(request)
    release(request)
    assert OutgoingMail.objects.filter(occasion=Occasion.ACCESS).count() == 0
    assert request.state == CopyState.RELEASED
