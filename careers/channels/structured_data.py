"""A posting as schema.org/JobPosting, as Google for Jobs reads it.

https://developers.google.com/search/docs/appearance/structured-data/job-posting
"""

import json
import re
from decimal import Decimal

from django.conf import settings
from django.utils import timezone

from careers.channels.channel_posting import ChannelPosting
from careers.editions.contents import PayFacts, PlaceFacts
from careers.enums import WorkplaceType
from careers.web.current_brand import current_brand
from careers.web.localized_urls import full_address

type Json = dict[str, object]

# What could end the script element or open a comment in it, written as JSON knows it.
SCRIPT_ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})
REMOTE = {WorkplaceType.REMOTE, WorkplaceType.REMOTE_OR_ON_SITE}
POSTAL_CODE_AND_TOWN = re.compile(r"([0-9]{4,5})\s+(.+)")


def to_script_json(data: Json) -> str:
    """JSON that is safe inside a script element, whatever the ad says."""
    return json.dumps(data, ensure_ascii=False).translate(SCRIPT_ESCAPES)


def job_posting(posting: ChannelPosting) -> Json:
    """The structured data of one open posting in one language; all of it stands on its page.

    `title` is without marker, `datePosted` the first publication, `validThrough` has an offset,
    `identifier` is the same in every language.
    """
    facts = posting.facts
    data: Json = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": posting.title,
        "description": posting.html,
        "identifier": reference_identifier(facts["reference"]),
        "datePosted": timezone.localtime(posting.published_at).isoformat(timespec="seconds"),
        "hiringOrganization": hiring_organisation(),
        "directApply": True,
        "url": posting.url,
    }
    if posting.closes_at is not None:
        closes_at = timezone.localtime(posting.closes_at)
        data["validThrough"] = closes_at.isoformat(timespec="seconds")
    if facts["employment_types"]:
        data["employmentType"] = facts["employment_types"]
    return (
        data
        | place_properties(facts["workplace_type"], facts["locations"])
        | salary_properties(facts["pay"])
    )


def reference_identifier(reference: str) -> Json:
    name = settings.ORGANISATION["name"]
    return {"@type": "PropertyValue", "name": name, "value": reference}


def hiring_organisation() -> Json:
    organisation = settings.ORGANISATION
    data: Json = {
        "@type": "Organization",
        "name": organisation["name"],
        "sameAs": organisation["url"],
    }
    brand = current_brand()
    if brand.logo_path:
        data["logo"] = full_address(brand.logo_path)
    return data


def place_properties(workplace_type: str, locations: list[PlaceFacts]) -> Json:
    """Fully remote: where applicants may live. Remote or on site: that, and where the work is."""
    data: Json = {}
    addresses = (
        [] if workplace_type == WorkplaceType.REMOTE else locations or [organisation_address()]
    )
    if addresses:
        places = [{"@type": "Place", "address": postal_address(each)} for each in addresses]
        data["jobLocation"] = places if len(places) > 1 else places[0]
    if workplace_type in REMOTE:
        countries = {each["country"] for each in locations} or {settings.ORGANISATION["country"]}
        data["jobLocationType"] = "TELECOMMUTE"
        data["applicantLocationRequirements"] = [
            {"@type": "Country", "name": country} for country in sorted(countries)
        ]
    return data


def postal_address(facts: PlaceFacts) -> Json:
    parts: Json = {
        "streetAddress": facts["street"],
        "postalCode": facts["postal_code"],
        "addressLocality": facts["locality"],
        "addressRegion": facts["region"],
        "addressCountry": facts["country"],
    }
    return {"@type": "PostalAddress", **{name: part for name, part in parts.items() if part}}


def organisation_address() -> PlaceFacts:
    """The organisation's seat, for on-site work whose posting names no location."""
    organisation = settings.ORGANISATION
    code_and_town = POSTAL_CODE_AND_TOWN.fullmatch(organisation["town"])
    code, town = code_and_town.groups() if code_and_town else ("", organisation["town"])
    return {
        "street": organisation["street"],
        "postal_code": code,
        "locality": town,
        "region": "",
        "country": organisation["country"],
    }


def salary_properties(facts: PayFacts | None) -> Json:
    """A range, or one figure where only one is known; a tariff grade alone has no number to give."""
    if facts is None:
        return {}
    low, high = facts.get("minimum"), facts.get("maximum")
    amounts: Json = {}
    if low and high and low != high:
        amounts = {"minValue": json_number(low), "maxValue": json_number(high)}
    elif low or high:
        amounts = {"value": json_number(low or high or "0")}
    if not amounts:
        return {}
    value = {"@type": "QuantitativeValue", **amounts, "unitText": facts["unit"]}
    return {
        "baseSalary": {"@type": "MonetaryAmount", "currency": facts["currency"], "value": value}
    }


def json_number(amount: str) -> int | float:
    exact = Decimal(amount)
    return int(exact) if exact == exact.to_integral_value() else float(exact)
