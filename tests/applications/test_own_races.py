"""A decision that falls between the look at a page and the answer to its form."""

from datetime import datetime

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from applications.links import application_token
from applications.models import Application
from tests.applications import files
from tests.applications.factories import ApplicationFactory
from tests.applications.site import page
from tests.applications.traces import stored_files

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
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
    assert shown.redirect_chain[-1][0].endswith("?done=closed")
    assert len(page(shown).tree.select(".notice.warn")) == 1
    application = Application.objects.get()
    assert (application.stage, application.pool_until) == ("rejected", None)
    assert (application.documents.count(), len(stored_files())) == (1, 1)
