"""Who may press which button on the page of an application: everybody for every address."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.models import Application, Exclusion
from tests.applications.factories import (
    ApplicationFactory,
    StaffFactory,
    editor,
    hr_manager,
    team_member,
)
from tests.hiring.desk_site import action_path

pytestmark = pytest.mark.django_db
# Anonymous, no right, editor, other team, excluded member, this team, HR, excluded HR.
GATES = {
    "change": "302 404 404 404 404 200 200 404",
    "read": "302 404 404 404 404 204 204 404",
    "unread": "302 404 404 404 404 302 302 404",
    "rate": "302 404 404 404 404 302 302 404",
    "note": "302 404 404 404 404 302 302 404",
    "record": "302 404 404 404 404 403 302 404",
    "exclude": "302 404 404 404 404 403 422 404",
    "lift": "302 404 404 404 404 403 404 404",
    "accept": "302 404 404 404 404 403 302 404",
    "return": "302 404 404 404 404 403 302 404",
}
TYPED = {"recommendation": "yes", "text": "Hallo", "reason": "Bitte neu"}


def visitors(application: Application) -> dict[str, Client]:
    excluded, excluded_hr = team_member(application), hr_manager()
    for user in (excluded, excluded_hr):
        Exclusion.objects.create(application=application, user=user, at=timezone.now())
    people = {
        "no right": StaffFactory(),
        "editor": editor(),
        "other team": team_member(ApplicationFactory()),
        "excluded": excluded,
        "team": team_member(application),
        "hr": hr_manager(),
        "excluded hr": excluded_hr,
    }
    clients = {"anonymous": Client()}
    for who, user in people.items():
        clients[who] = Client()
        clients[who].force_login(user)
    return clients


@pytest.mark.parametrize("name", GATES)
def test_address_is_open_to_whom_it_is_for(name: str) -> None:
    application = ApplicationFactory()
    answers = {}
    for who, client in visitors(application).items():
        now = timezone.now()
        asked = application.document_requests.create(kind="cv", at=now, answered_at=now)
        more = [asked.pk] if name in {"accept", "return"} else []
        path = action_path(name, application, *more)
        answer = client.get(path) if name == "change" else client.post(path, TYPED)
        answers[who] = answer.status_code
    assert answers == dict(zip(answers, map(int, GATES[name].split()), strict=True))


@pytest.mark.parametrize("name", [name for name in GATES if name != "change"])
def test_no_button_works_by_a_link(name: str) -> None:
    application = ApplicationFactory()
    client = visitors(application)["hr"]
    more = [1] if name in {"accept", "return"} else []
    assert client.get(action_path(name, application, *more)).status_code == 405


def test_criteria_are_for_hr() -> None:
    application = ApplicationFactory()
    path = reverse("admin:applications_application_criteria", args=[application.posting_id])
    answers = [client.get(path).status_code for client in visitors(application).values()]
    assert answers == [302, 403, 403, 403, 403, 403, 200, 200]
    missing = reverse("admin:applications_application_criteria", args=[4711])
    assert visitors(application)["hr"].get(missing).status_code == 404


def test_anonymous_visitors_are_sent_to_sign_in() -> None:
    path = action_path("change", ApplicationFactory())
    assert Client().get(path)["Location"].startswith(reverse("admin:login"))
