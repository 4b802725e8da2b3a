"""A decision or an erasure that falls between the look at a page and the answer to its form."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from applications.enums import EventKind, HoldReason, Stage
from applications.models import Application
from applications.services import follow_up, move_application
from applications.services.erasure_requests import request_erasure, set_hold
from applications.services.locking import ApplicationGone
from applications.signed_links import application_token
from tests.applications import files
from tests.applications.factories import ApplicationFactory, cv, hr_manager
from tests.applications.site import page
from tests.applications.traces import stored_files

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
ANSWERS = {"add_document": "closed", "withdraw": "locked", "pool": "locked"}
SENT = {
    "add_document": {"kind": "cv"},
    "withdraw": {},
    "pool": {"agreed": "on"},
}


@pytest.mark.parametrize("name", SENT)
def test_decision_that_falls_meanwhile_is_told(
    client: Client, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    original = forms.Form.is_valid

    def decide_meanwhile(form: forms.Form) -> bool:
        Application.objects.update(stage="rejected", decided_at=NOON, erasure_requested_at=NOON)
        return original(form)

    monkeypatch.setattr(forms.Form, "is_valid", decide_meanwhile)
    token = application_token(ApplicationFactory())
    data = {**SENT[name], "file": files.upload(files.pdf())}
    shown = client.post(reverse(f"applications:{name}", args=[token]), data, follow=True)
    assert shown.redirect_chain[-1][0].endswith(f"?done={ANSWERS[name]}")
    assert len(page(shown).tree.select("[role=status]")) == 1
    application = Application.objects.get()
    assert (application.stage, application.pool_until) == ("rejected", None)
    assert (application.documents.count(), len(stored_files())) == (1, 1)


@pytest.mark.parametrize("name", SENT)
def test_erasure_that_comes_meanwhile_makes_the_link_worthless(
    client: Client, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    original = forms.Form.is_valid

    def erase_meanwhile(form: forms.Form) -> bool:
        request_erasure(application=Application.objects.get(), reads_mail=True, now=NOON)
        return original(form)

    monkeypatch.setattr(forms.Form, "is_valid", erase_meanwhile)
    token = application_token(ApplicationFactory())
    data = {**SENT[name], "file": files.upload(files.pdf())}
    response = client.post(reverse(f"applications:{name}", args=[token]), data)
    assert (response.status_code, stored_files()) == (404, [])


def test_second_click_on_erase_finds_it_done() -> None:
    application = ApplicationFactory()
    assert request_erasure(application=Application.objects.get(), reads_mail=True, now=NOON)
    assert request_erasure(application=application, reads_mail=True, now=NOON)


ACTS: dict[str, Callable[[Application], object]] = {
    "add": lambda one: follow_up.add_document(application=one, upload=cv(), now=NOON),
    "withdraw": lambda one: follow_up.withdraw_application(application=one, reason="", now=NOON),
    "join": lambda one: follow_up.join_pool(application=one, now=NOON),
    "leave": lambda one: follow_up.leave_pool(application=one, now=NOON),
    "revoke": lambda one: follow_up.revoke_links(application=one, now=NOON),
    "note": lambda one: follow_up.record_event(application=one, kind=EventKind.COPY_MADE, now=NOON),
    "move": lambda one: move_application(
        application=one, to=Stage.IN_REVIEW, actor=None, reason="", now=NOON
    ),
    "hold": lambda one: set_hold(
        application=one, reason=HoldReason.CLAIM, actor=hr_manager(), now=NOON
    ),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_nothing_is_done_to_an_application_that_is_gone(
    act: Callable[[Application], object],
) -> None:
    here, gone = ApplicationFactory.create_batch(2, cv=False)
    Application.objects.get(pk=gone.pk).delete()
    with pytest.raises(ApplicationGone):
        act(gone)
    assert stored_files() == []
    act(here)
