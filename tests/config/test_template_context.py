import re
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import RequestFactory
from django.utils.translation import override

from careers.web.localized_urls import Alternate, LanguageLink
from config import template_context


def hreflangs(html: str) -> dict[str, str]:
    return dict(re.findall(r'rel="alternate" hreflang="(\S+)" href="(\S+)"', html))


def switch(html: str) -> dict[str, str]:
    return {code: path for path, code in re.findall(r'<a href="(\S+)" lang="(\w+)" hreflang', html)}


def test_page_names_its_addresses_in_every_language(client, settings):
    settings.SITE_URL = "https://jobs.example.org"
    html = client.get("/de/impressum/").content.decode()
    assert hreflangs(html) == {
        "de": "https://jobs.example.org/de/impressum/",
        "en": "https://jobs.example.org/en/imprint/",
    }


def test_page_is_canonical_without_its_query(client, settings):
    settings.SITE_URL = "https://jobs.example.org"
    html = client.get("/en/imprint/?utm_source=x").content.decode()
    assert '<link rel="canonical" href="https://jobs.example.org/en/imprint/">' in html


@pytest.mark.django_db
def test_switch_keeps_page_and_query(client):
    html = client.get("/de/stellen/?sort=deadline").content.decode()
    assert switch(html) == {"de": "/de/stellen/?sort=deadline", "en": "/en/jobs/?sort=deadline"}


def test_switch_of_a_page_that_is_kept_for_others_repeats_nothing(client):
    html = client.get("/de/datenschutz/?a=1").content.decode()
    assert switch(html) == {"de": "/de/datenschutz/", "en": "/en/privacy/"}


def test_switch_marks_the_language_of_the_page(client):
    html = client.get("/en/privacy/").content.decode()
    assert re.findall(r'hreflang="(\w+)" aria-current="true"', html) == ["en"]


def test_unknown_page_offers_the_start_pages_and_no_canonical():
    request = RequestFactory().get("/de/nirgends/")
    found = template_context.portal_context(request)
    links = [LanguageLink("de", "Deutsch", "/de/"), LanguageLink("en", "English", "/en/")]
    assert (list(found["language_links"]), list(found["alternates"]), str(found["canonical"])) == (
        links,
        [],
        "",
    )


def test_page_outside_of_the_languages_has_no_alternates(client):
    assert template_context.page_alternates(client.get("/brand.css").wsgi_request) == []


def test_page_inside_of_the_languages_has_alternates(client, settings):
    settings.SITE_URL = "https://jobs.example.org"
    assert template_context.page_alternates(client.get("/de/impressum/").wsgi_request) == [
        Alternate("de", "https://jobs.example.org/de/impressum/"),
        Alternate("en", "https://jobs.example.org/en/imprint/"),
    ]


@pytest.mark.parametrize(("language", "url"), [("de", "/de/stellen/"), ("en", "/en/jobs/")])
def test_feed_is_that_of_the_language(language, url):
    with override(language):
        assert template_context.portal_facts()["feed_url"].startswith(url)


def test_facts_name_organisation_and_retention(settings):
    settings.RETENTION_MONTHS = 4
    facts = template_context.portal_facts()
    assert (facts["organisation"], facts["retention_months"]) == (settings.ORGANISATION, 4)


def test_templates_ask_for_the_portal_not_for_the_site_of_django():
    templates = Path(django_settings.BASE_DIR, "templates").rglob("*.html")
    assert [path.name for path in templates if re.search(r"[{=] ?site\.", path.read_text())] == []
