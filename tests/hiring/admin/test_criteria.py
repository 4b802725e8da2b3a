"""The page on which HR sets what the applications for a posting are rated on."""

import pytest
from django.test import Client
from django.urls import reverse

from careers.models import Posting
from hiring.models import Criterion
from hiring.services.ratings import MOST_CRITERIA
from tests.applications.factories import hr_manager
from tests.applications.site import page
from tests.careers.factories import published
from tests.hiring.desk_site import criteria

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr(client: Client) -> Client:
    client.force_login(hr_manager())
    return client


def path_of(posting: Posting) -> str:
    return reverse("admin:applications_application_criteria", args=[posting.pk])


def typed(*rows: dict[str, object]) -> dict[str, object]:
    names = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        names |= {f"form-{number}-{name}": value for name, value in row.items()}
    return names


def names(posting: Posting) -> list[tuple[str, str]]:
    return list(Criterion.objects.filter(posting=posting).values_list("name_de", "name_en"))


def test_page_has_a_row_for_each_criterion_and_empty_ones(hr: Client) -> None:
    posting = published()
    criteria(posting, "Linux")
    tree = page(hr.get(path_of(posting))).tree
    values = [field.get("value", "") for field in tree.select(".criteria [lang=en]")]
    assert values == ["Linux", *[""] * (MOST_CRITERIA - 1)]


def test_criteria_are_saved_in_the_order_of_their_numbers(hr: Client) -> None:
    posting = published()
    [linux] = criteria(posting, "Linux")
    first = {"pk": linux.pk, "position": 2, "name_de": "Unix", "name_en": "Unix"}
    second = {"position": 1, "name_de": "Zusammenarbeit", "name_en": "Teamwork"}
    hr.post(path_of(posting), typed(first, second, {"name_de": "", "name_en": ""}))
    assert names(posting) == [("Zusammenarbeit", "Teamwork"), ("Unix", "Unix")]
    assert Criterion.objects.filter(pk=linux.pk).exists()


def test_criterion_is_named_in_every_language(hr: Client) -> None:
    posting = published()
    answer = hr.post(path_of(posting), typed({"name_de": "Linux", "name_en": ""}))
    assert (answer.status_code, names(posting)) == (422, [])
    assert len(page(answer).tree.select(".errorlist")) == 1


def test_emptied_criterion_goes(hr: Client) -> None:
    posting = published()
    [linux] = criteria(posting, "Linux")
    hr.post(path_of(posting), typed({"pk": linux.pk, "name_de": "", "name_en": ""}))
    assert names(posting) == []
