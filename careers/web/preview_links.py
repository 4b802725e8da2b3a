"""Links to the draft as the public would see it: signed, good for some days, for whoever has them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import override

from careers.languages import language_codes, language_name, text_in_language
from careers.models import Posting
from careers.web.localized_urls import LanguageLink, full_address

SALT = "careers.preview"


@dataclass(frozen=True)
class Preview:
    """Which posting (its key) may be looked at, and until when."""

    posting: int
    until: datetime


@dataclass(frozen=True)
class PreviewLinks:
    """The full address of a preview in each of its languages."""

    until: datetime
    links: list[LanguageLink]


def preview_links(posting: Posting, now: datetime) -> PreviewLinks:
    """New links, good for PREVIEW_DAYS from `now`; nothing is stored."""
    until = (now + timedelta(days=settings.PREVIEW_DAYS)).replace(microsecond=0)
    token = preview_token(Preview(posting.pk, until))
    links = [
        LanguageLink(code, language_name(code), full_address(preview_path(token, code)))
        for code in preview_languages(posting)
    ]
    return PreviewLinks(until, links)


def preview_token(preview: Preview) -> str:
    """Signed with the secret key; a key in SECRET_KEY_FALLBACKS goes on being believed."""
    value = [preview.posting, int(preview.until.timestamp())]
    return Signer(salt=SALT).sign_object(value)


def read_preview(token: str, now: datetime) -> Preview | None:
    """What a token permits at `now`; None if it was tampered with or its time is over."""
    try:
        posting, until = Signer(salt=SALT).unsign_object(token)
    except BadSignature:
        return None
    preview = Preview(posting, datetime.fromtimestamp(until, tz=UTC))
    return preview if now < preview.until else None


def preview_path(token: str, language: str) -> str:
    with override(language):
        return reverse("careers:preview", kwargs={"token": token})


def preview_languages(posting: Posting) -> list[str]:
    """Those in which the draft has a title; the first of the portal if none has."""
    codes = language_codes()
    return [code for code in codes if text_in_language(posting, "title", code)] or codes[:1]
