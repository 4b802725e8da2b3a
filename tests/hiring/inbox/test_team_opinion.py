"""The filter by what the team recommends together: right for each mixture, and for those who decide only."""

import pytest
from django.test import Client
from django.urls import reverse

from hiring.models import Rating
from tests.applications.factories import ApplicationFactory, hr_manager, team_member
from tests.applications.site import page, words
from tests.hiring.factories import NOW

pytestmark = pytest.mark.django_db
LIST = "admin:applications_application_changelist"
RATED = {
    "All yes": ("yes", "yes"),
    "Yes and abstained": ("yes", "abstained"),
    "Mixed": ("yes", "no"),
    "All no": ("no",),
    "Maybe": ("maybe",),
    "Abstained": ("abstained",),
    "None": (),
}


@pytest.fixture
def rated() -> None:
    for name, recommendations in RATED.items():
        application = ApplicationFactory(name=name, cv=False)
        for one in recommendations:
            Rating.objects.create(
                application=application,
                posting=application.posting,
                user=hr_manager(),
                recommendation=one,
                at=NOW,
            )


def shown(client: Client, value: str) -> set[str]:
    tree = page(client.get(reverse(LIST), {"team": value})).tree
    return {words(cell) for cell in tree.select("#result_list .field-name a")}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("yes", {"All yes", "Yes and abstained"}),
        ("no", {"All no"}),
        ("mixed", {"Mixed", "Maybe"}),
        ("none", {"Abstained", "None"}),
    ],
)
@pytest.mark.usefixtures("rated")
def test_filter_finds_what_the_team_agrees_on(
    client: Client, value: str, expected: set[str]
) -> None:
    client.force_login(hr_manager())
    assert shown(client, value) == expected


def test_team_is_not_told_by_the_filter_what_colleagues_think(client: Client) -> None:
    application = ApplicationFactory(name="Kim", cv=False)
    Rating.objects.create(
        application=application,
        posting=application.posting,
        user=hr_manager(),
        recommendation="no",
        at=NOW,
    )
    client.force_login(team_member(application))
    assert (shown(client, "yes"), shown(client, "no")) == ({"Kim"}, {"Kim"})
    client.force_login(hr_manager())
    assert (shown(client, "yes"), shown(client, "no")) == (set(), {"Kim"})
