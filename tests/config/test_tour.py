"""The page for newcomers: there on one's own machine, with addresses that lead somewhere, and nowhere else."""

import pytest
from django.test import Client

from tests.careers.factories import published
from tests.careers.public_site import get
from tests.config.people import hr_manager

TOURS = ["/de/tour/", "/en/tour/"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", TOURS)
def test_installation_that_people_use_has_no_tour(client: Client, settings, path) -> None:
    settings.ENVIRONMENT = "production"
    assert client.get(path).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", TOURS)
def test_every_step_of_the_tour_leads_somewhere(client: Client, settings, path) -> None:
    settings.ENVIRONMENT = "local"
    published()
    tree = get(client, path).tree
    assert len(tree.select(".tour section")) == 4
    client.force_login(hr_manager())
    addresses = [link["href"] for link in tree.select(".tour a")]
    assert {client.get(address).status_code for address in addresses} == {200}


@pytest.mark.django_db
def test_tour_names_the_demo_logins(client: Client, settings) -> None:
    settings.ENVIRONMENT = "local"
    words = get(client, "/en/tour/").tree.select_one("main").get_text(" ", strip=True)
    for login in ("hr", "team", "admin"):
        assert f"“{login}”" in words
    assert settings.DEMO_PASSWORD in words
