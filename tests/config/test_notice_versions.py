"""Applications keep the version of the notice that their authors saw: other words have another version.

If a test fails because words changed: raise the version in config/settings.py and .env.example, then
put it here with the new digest. What was released under one version stays under it.
"""

from hashlib import sha256

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation
from django.utils.html import strip_tags

PRIVACY = {
    ("2026-12", "/de/datenschutz/"): "f1ee2afb994ad82d",
    ("2026-12", "/en/privacy/"): "5ad5368009e1d876",
}
POOL = {
    ("2026-11", "de"): "54629e53791714cb",
    ("2026-11", "en"): "b5e273d9817863a0",
    ("2026-12", "de"): "54629e53791714cb",
    ("2026-12", "en"): "f5f4fb33df4b0df4",
}


def digest_words(html: str, version: str) -> str:
    """The same for the same words, whatever their markup."""
    words = " ".join(strip_tags(html).split()).replace(version, "")
    return sha256(words.encode()).hexdigest()[:16]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/de/datenschutz/", "/en/privacy/"])
def test_privacy_notice_has_the_words_of_its_version(client: Client, path: str) -> None:
    version = settings.PRIVACY_NOTICE_VERSION
    notice = client.get(path).text.partition("<article")[2].partition("</article>")[0]
    assert PRIVACY[version, path] == digest_words(notice, version)


@pytest.mark.parametrize("language", ["de", "en"])
def test_consent_to_the_talent_pool_has_the_words_of_its_version(language: str) -> None:
    version = settings.POOL_NOTICE_VERSION
    context = {
        "months": settings.TALENT_POOL_MONTHS,
        "version": version,
        "portal": {"organisation": settings.ORGANISATION},
    }
    with translation.override(language):
        words = render_to_string("applications/_pool_words.html", context)
    assert POOL[version, language] == digest_words(words, version)


def test_digest_looks_at_words_and_not_at_markup() -> None:
    one = digest_words("<p>We keep it <b>six</b> months.</p>", "1")
    assert one == digest_words('<p class="lead">We keep\n it six months.</p>', "1")
    assert one != digest_words("<p>We keep it seven months.</p>", "1")
