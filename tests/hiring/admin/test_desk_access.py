"""Who may see the criteria of a posting; tests/hiring/access_rows.py has all addresses."""

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
