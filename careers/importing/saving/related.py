"""What postings share: departments, locations, contacts; found by name, made where missing."""

import re
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db.models import Q

from careers.importing.facts.place import country_code
from careers.importing.pieces import ParsedAd
from careers.languages import language_codes, localized_column, text_in_language
from careers.models import Contact, Department, Location, Posting
from careers.text.slugs import german_slug

LONGEST_SLUG = 60
SURE = 10
"""Times a word that may be meant as one."""
NEARBY = 40
INTRODUCED = re.compile(
    r"\b(?:abteilung|bereich|referat|team|projekt|stabsstelle|fachgebiet|arbeitsgruppe|department|project|unit"
    r"|(?:für|in) (?:unser\w*|die|der)|(?:for|in) (?:our|the))\s+[„“\"*]*$",
    re.IGNORECASE,
)


def find_or_create_department(ads: Sequence[ParsedAd]) -> Department:
    """The department that an ad speaks of most clearly, else the first.

    With none yet, the organisation becomes one, paid for by the funder the ad names.
    """
    known = list(Department.objects.all())
    if not known:
        funders = (ad.facts.funder for ad in ads if ad.facts.funder)
        return _create_department(settings.ORGANISATION["name"], next(funders, ""))
    text = "\n".join(piece.text for ad in ads for piece in ad.pieces)
    return max(known, key=lambda each: _weigh_mentions(each, text))


def _weigh_mentions(department: Department, text: str) -> int:
    """How clearly a text speaks of a department: "Communication" alone is what many tasks are about."""
    names = {text_in_language(department, "name", code) for code in language_codes()}
    return sum(
        SURE if " " in name or INTRODUCED.search(text[: found.start()][-NEARBY:]) else 1
        for name in names
        if name
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    )


def _create_department(name: str, funder: str) -> Department:
    names = {localized_column("name", code): name[:120] for code in language_codes()}
    slug = german_slug(name, LONGEST_SLUG) or "organisation"
    return Department.objects.create(slug=slug, funder=funder, **names)


def set_contacts(posting: Posting, names: Iterable[str]) -> None:
    contacts = [Contact.objects.get_or_create(name=name[:120])[0] for name in names]
    if contacts:
        posting.contacts.set(contacts)


def set_locations(posting: Posting, towns: Iterable[str]) -> None:
    locations = [_find_or_create_location(town) for town in towns]
    if locations:
        posting.locations.set(locations)


def _find_or_create_location(town: str) -> Location:
    """A location of this name in any language, or of this town, else a new one."""
    named = Q(slug=german_slug(town, LONGEST_SLUG)) | Q(locality__iexact=town)
    for code in language_codes():
        named |= Q(**{f"{localized_column('name', code)}__iexact": town})
    found = Location.objects.filter(named).order_by("slug").first()
    if found:
        return found
    names = {localized_column("name", code): town[:120] for code in language_codes()}
    return Location.objects.create(
        slug=german_slug(town, LONGEST_SLUG) or "location",
        locality=town[:80],
        country=country_code(town),
        **names,
    )
