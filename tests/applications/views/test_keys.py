"""Every way in by a mailed link: the right key opens it, and a key that is not the right one changes nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core import mail, signing
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.alerts.alert_links import alert_path, end_path
from applications.models import Application, ApplicationEvent, Document, StageChange
from applications.services import mail_draft_link
from applications.services.follow_up import join_pool, revoke_links
from applications.signed_links import application_path, application_token, draft_path
from applications.tasks import send_links
from tests.applications import files
from tests.applications.factories import ApplicationFactory, draft_with
from tests.applications.job_alerts import AlertFactory

pytestmark = pytest.mark.django_db
LINK = timedelta(days=settings.APPLICATION_LINK_DAYS)

type Use = Callable[[Client, str], HttpResponse]


def page(name: str, status: int, /, **data: Any) -> tuple[Use, int]:
    """Post to one of the applicant's pages, and what is answered where that is possible."""

    def use(client: Client, token: str) -> HttpResponse:
        sent = {key: value() if callable(value) else value for key, value in data.items()}
        return client.post(reverse(f"applications:{name}", args=[token]), sent)

    return use, status


FEATURES: dict[str, tuple[Use, int]] = {
    "status": (lambda client, token: client.get(reverse("applications:status", args=[token])), 200),
    "add": page("add_document", 302, kind="other", file=lambda: files.upload(files.pdf())),
    "withdraw": page("withdraw", 302, reason="Another position"),
    "copy": page("copy", 200),
    "proposal": page("proposal", 302, answer="agree", proposal="1"),
    "erase": page("erase", 302),
    "join pool": page("pool", 302, agreed="on"),
    "leave pool": page("pool", 302, leave="yes"),
    "revoke": page("revoke", 302),
}


def expired_key(application: Application) -> str:
    with time_machine.travel(timezone.now() - LINK - timedelta(seconds=5)):
        return application_token(application)


def revoked_key(application: Application) -> str:
    token = application_token(application)
    revoke_links(application=application, now=timezone.now())
    application.refresh_from_db()
    return token


def of_erased(_application: Application) -> str:
    other = ApplicationFactory()
    token = application_token(other)
    Application.objects.filter(pk=other.pk).delete()
    return token


def forged_key(application: Application) -> str:
    token = application_token(application)
    return f"{'b' if token[0] == 'a' else 'a'}{token[1:]}"


def signed_for_another_purpose(application: Application) -> str:
    return signing.dumps([application.reference, application.link_version], salt="another")


def reference_alone(application: Application) -> str:
    return application.reference


def of_draft(_application: Application) -> str:
    return draft_path(draft_with(), "ayse@example.org").rstrip("/").rpartition("/")[2]


def of_alert(_application: Application) -> str:
    return alert_path(AlertFactory()).rstrip("/").rpartition("/")[2]


FAULTS = (
    *(expired_key, revoked_key, of_erased, forged_key, signed_for_another_purpose, reference_alone),
    *(of_draft, of_alert),
)


def rows(application: Application) -> list[Any]:
    """All that the features change of an application."""
    models = (Document, ApplicationEvent, StageChange)
    return [
        *Application.objects.filter(pk=application.pk).values(),
        *(list(model.objects.filter(application=application).values()) for model in models),
    ]


@pytest.fixture
def application() -> Application:
    made = ApplicationFactory()
    join_pool(application=made, now=timezone.now())
    return made


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("feature", FEATURES)
def test_feature_needs_the_right_key(
    client: Client, application: Application, feature: str, fault: Callable[[Application], str]
) -> None:
    use, status = FEATURES[feature]
    wrong, before = fault(application), rows(application)
    assert (use(client, wrong).status_code, rows(application)) == (404, before)
    assert use(client, application_token(application)).status_code == status


@pytest.mark.parametrize("feature", FEATURES)
def test_feature_touches_no_application_but_its_keys(
    client: Client, application: Application, feature: str
) -> None:
    other = ApplicationFactory(posting=application.posting)
    join_pool(application=other, now=timezone.now())
    use, status = FEATURES[feature]
    before, own = rows(application), rows(other)
    assert use(client, application_token(other)).status_code == status
    assert rows(application) == before
    assert (rows(other) == own) is (feature == "status")


def mailed_link(application: Application) -> str:
    """The link in the mail for who has lost theirs."""
    send_links(application_id=application.pk)
    words = mail.outbox[-1].body.split()
    address = next(word for word in words if word.startswith(settings.SITE_URL))
    return address.removeprefix(settings.SITE_URL)


def test_link_that_was_asked_for_again_ends_like_every_other(
    client: Client, application: Application
) -> None:
    path = mailed_link(application)
    assert client.get(path).status_code == 200
    with time_machine.travel(timezone.now() + LINK + timedelta(seconds=5)):
        assert client.get(path).status_code == 404
    revoke_links(application=application, now=timezone.now())
    assert client.get(path).status_code == 404
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert client.get(mailed_link(application)).status_code == 200


def test_each_kind_of_link_opens_its_own_page_only(
    client: Client, application: Application
) -> None:
    draft, alert = draft_with(), AlertFactory()
    mail_draft_link(draft=draft, email="ayse@example.org")
    paths = [application_path(application), draft_path(draft, "ayse@example.org")]
    parts = [path.rstrip("/").rpartition("/") for path in [*paths, alert_path(alert)]]
    answers = {
        (page, key): client.get(f"{parts[page][0]}/{parts[key][2]}/").status_code
        for page in range(3)
        for key in range(3)
    }
    opened = {where: status for where, status in answers.items() if status != 404}
    assert opened == {(0, 0): 200, (1, 1): 200, (2, 2): 200}


def test_key_to_end_an_alert_does_no_more(client: Client) -> None:
    alert = AlertFactory()
    key = end_path(alert).rstrip("/").rpartition("/")[0].rpartition("/")[2]
    page_of_key = alert_path(alert).rstrip("/").rpartition("/")[0]
    assert client.post(f"{page_of_key}/{key}/", {"frequency": "daily"}).status_code == 404
    assert client.post(end_path(alert)).status_code == 200


def test_draft_that_has_expired_is_not_opened_by_a_fresh_link(client: Client) -> None:
    draft = draft_with()
    mail_draft_link(draft=draft, email="ayse@example.org")
    with time_machine.travel(draft.expires_at - timedelta(seconds=5)):
        path = draft_path(draft, "ayse@example.org")
        assert client.get(path).status_code == 200
    with time_machine.travel(draft.expires_at + timedelta(seconds=5)):
        assert client.get(path).status_code == 404
