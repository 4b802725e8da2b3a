import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from careers.channels.structured_data import (
    hiring_organisation,
    organisation_address,
    place_properties,
    postal_address,
    salary_properties,
    to_script_json,
)
from careers.editions.contents import PayFacts, PlaceFacts
from careers.enums import WorkplaceType
from careers.models import Posting
from careers.services import publish_posting
from tests.careers.factories import published
from tests.careers.public_site import get_page, page_path

pytestmark = pytest.mark.django_db

BERLIN: PlaceFacts = {
    "street": "",
    "postal_code": "10115",
    "locality": "Berlin",
    "region": "",
    "country": "DE",
}
BERLIN_PLACE = {
    "@type": "Place",
    "address": {
        "@type": "PostalAddress",
        "postalCode": "10115",
        "addressLocality": "Berlin",
        "addressCountry": "DE",
    },
}


def data(client: Client, posting: Posting, language: str = "en") -> dict[str, Any]:
    scripts = get_page(client, posting, language).tree.select("script[type='application/ld+json']")
    (script,) = scripts
    found: dict[str, Any] = json.loads(script.string)
    return found


def test_page_describes_the_posting_as_google_asks(client: Client) -> None:
    posting = published(
        reference="B-1",
        now=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        closes_at=datetime(2099, 7, 15, 21, 59, tzinfo=UTC),
    )
    assert data(client, posting) == {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": "Operations Technician",
        "description": "<h3>Your tasks</h3>\n<ul>\n<li>fix outages</li>\n</ul>",
        "identifier": {
            "@type": "PropertyValue",
            "name": "Verein Musterwolke e. V.",
            "value": "B-1",
        },
        "datePosted": "2026-03-02T10:00:00+01:00",
        "validThrough": "2099-07-15T23:59:00+02:00",
        "hiringOrganization": {
            "@type": "Organization",
            "name": "Verein Musterwolke e. V.",
            "sameAs": "http://127.0.0.1:8000",
        },
        "directApply": True,
        "url": f"http://127.0.0.1:8000{page_path(posting)}",
        "employmentType": ["FULL_TIME", "PART_TIME"],
        "jobLocation": BERLIN_PLACE,
        "jobLocationType": "TELECOMMUTE",
        "applicantLocationRequirements": [{"@type": "Country", "name": "DE"}],
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "EUR",
            "value": {
                "@type": "QuantitativeValue",
                "minValue": 62000,
                "maxValue": 78000,
                "unitText": "YEAR",
            },
        },
    }


def test_identifier_and_dates_are_the_same_in_both_languages(client: Client) -> None:
    posting = published()
    german, english = data(client, posting, "de"), data(client, posting, "en")
    for key in ("identifier", "datePosted", "baseSalary", "jobLocation", "employmentType"):
        assert german[key] == english[key]
    assert german["title"] == "Technikerin für Betrieb"


def test_date_posted_stays_the_first_when_published_again(client: Client) -> None:
    first = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    posting = published(now=first)
    publish_posting(posting=posting, actor=None, now=timezone.now())
    assert data(client, posting)["datePosted"] == "2026-03-02T10:00:00+01:00"


def test_date_posted_of_a_scheduled_posting_is_its_opening(client: Client) -> None:
    now, opening = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC)
    posting = published(now=now, opens_at=opening)
    assert data(client, posting)["datePosted"] == "2026-03-09T01:00:00+01:00"


def test_nothing_is_claimed_that_the_posting_does_not_say(client: Client) -> None:
    posting = published(employment_types=[], pay_min=None, pay_max=None, pay_reason="volunteers")
    found = data(client, posting)
    assert not {"validThrough", "employmentType", "baseSalary"} & set(found)


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        (WorkplaceType.ON_SITE, {"jobLocation"}),
        (WorkplaceType.HYBRID, {"jobLocation"}),
        (WorkplaceType.REMOTE, {"jobLocationType", "applicantLocationRequirements"}),
        (
            WorkplaceType.REMOTE_OR_ON_SITE,
            {"jobLocation", "jobLocationType", "applicantLocationRequirements"},
        ),
    ],
)
def test_remote_is_only_claimed_for_remote_work(kind: WorkplaceType, keys: set[str]) -> None:
    assert set(place_properties(kind, [BERLIN])) == keys


def test_several_locations_are_all_named() -> None:
    vienna: PlaceFacts = {**BERLIN, "locality": "Wien", "postal_code": "1010", "country": "AT"}
    found = place_properties(WorkplaceType.REMOTE_OR_ON_SITE, [BERLIN, vienna])
    assert len(found["jobLocation"]) == 2
    assert found["applicantLocationRequirements"] == [
        {"@type": "Country", "name": "AT"},
        {"@type": "Country", "name": "DE"},
    ]


def test_work_on_site_without_location_is_at_the_organisations_seat() -> None:
    assert place_properties(WorkplaceType.ON_SITE, []) == {
        "jobLocation": {"@type": "Place", "address": postal_address(organisation_address())}
    }
    assert organisation_address() == {**BERLIN, "street": "Musterstraße 1"}


def test_town_without_postal_code_is_taken_as_it_is(settings: Settings) -> None:
    settings.ORGANISATION = settings.ORGANISATION | {"town": "Berlin"}
    assert (organisation_address()["postal_code"], organisation_address()["locality"]) == (
        "",
        "Berlin",
    )


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ({"minimum": "4000.00", "maximum": "5000.50"}, {"minValue": 4000, "maxValue": 5000.5}),
        ({"minimum": "4000.00"}, {"value": 4000}),
        ({"maximum": "5000.00"}, {"value": 5000}),
        ({"minimum": "4000.00", "maximum": "4000.00"}, {"value": 4000}),
    ],
)
def test_pay_is_a_range_or_one_figure(amounts: dict[str, str], expected: dict[str, Any]) -> None:
    facts: PayFacts = {"currency": "EUR", "unit": "MONTH", "grade": "", **amounts}
    salary: Any = salary_properties(facts)["baseSalary"]
    assert salary["value"] == {"@type": "QuantitativeValue", **expected, "unitText": "MONTH"}


def test_tariff_grade_alone_is_no_salary() -> None:
    assert salary_properties({"currency": "EUR", "unit": "YEAR", "grade": "TVöD E 13"}) == {}


def test_logo_is_named_with_its_full_address(settings: Settings) -> None:
    settings.BRAND_LOGO = "/brand/0123.svg"
    assert hiring_organisation()["logo"] == "http://127.0.0.1:8000/brand/0123.svg"


@pytest.mark.parametrize("attack", ["</script><script>alert(1)</script>", "<!--<script>", "&lt;"])
def test_script_cannot_be_left_by_any_text(attack: str) -> None:
    written = to_script_json({"title": attack})
    assert not set("<>&") & set(written)
    assert json.loads(written) == {"title": attack}


def test_headings_by_kind_are_part_of_the_description(client: Client) -> None:
    posting = published(section={"heading_de": "", "heading_en": ""})
    assert data(client, posting)["description"].startswith("<h3>Your tasks</h3>")
