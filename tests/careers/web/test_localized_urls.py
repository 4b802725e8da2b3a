"""Paths put together from their parts are those that Django writes."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from careers.web.localized_urls import feed_path, list_path, path_of_posting


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    "name", ["careers:posting_detail", "careers:posting_pdf", "applications:apply"]
)
@pytest.mark.parametrize("slug", ["technikerin-fuer-betrieb", "1-2-3", "slug-of-a-posting"])
def test_path_of_a_posting_is_that_of_django(name: str, slug: str, language: str) -> None:
    with override(language):
        expected = reverse(name, kwargs={"public_id": 100_007, "slug": slug})
    assert path_of_posting(name, 100_007, slug, language) == expected


def test_paths_begin_where_the_site_does(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (list_path("de"), feed_path("en")) == ("/de/stellen/", "/en/jobs/feed/")
    monkeypatch.setattr("careers.web.localized_urls.get_script_prefix", lambda: "/portal/")
    monkeypatch.setattr("django.urls.base.get_script_prefix", lambda: "/portal/")
    assert list_path("de") == "/portal/de/stellen/"
    assert path_of_posting("careers:posting_detail", 1, "x", "en") == "/portal/en/jobs/1-x/"
