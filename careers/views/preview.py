"""The draft as the public would see it, for whoever has a signed link."""

from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from careers.checks import PREFETCHED
from careers.dates import format_last_day
from careers.editions.build import build_edition_text
from careers.languages import language_codes
from careers.models import EditionText, Posting
from careers.services.editions import build_edition
from careers.views.detail import choose_text, page_context
from careers.web.localized_urls import current_language, feed_path, language_links
from careers.web.preview_links import Preview, preview_languages, preview_path, read_preview

HEADERS = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}


@require_safe
def posting_preview(request: HttpRequest, token: str) -> HttpResponse:
    """Nothing here is stored, and nothing of it can be applied to."""
    now = timezone.now()
    preview = read_preview(token, now)
    posting = previewable_postings().filter(pk=preview.posting).first() if preview else None
    if preview is None or posting is None:
        raise Http404(_("This preview does not exist, or no longer exists."))
    language = current_language()
    text = choose_text(draft_texts(posting, now), language)
    context = page_context(text, language) | preview_context(text, preview)
    links = language_links({code: preview_path(token, code) for code in language_codes()})
    context |= {"language_links": links, "feed": feed_path(language)}
    response = render(request, "careers/preview.html", context)
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


def previewable_postings() -> "QuerySet[Posting]":
    return Posting.objects.select_related("department").prefetch_related(*PREFETCHED)


def draft_texts(posting: Posting, now: datetime) -> dict[str, EditionText]:
    """What an edition made now would say, by language; none of it is saved."""
    codes = preview_languages(posting)
    edition = build_edition(posting, codes, None, now)
    posting.current_edition = edition
    texts = {code: build_edition_text(posting, code) for code in codes}
    for text in texts.values():
        text.edition = edition
    return texts


def preview_context(text: EditionText, preview: Preview) -> dict[str, object]:
    """Neither open nor closed: no way to the form, nothing for search engines."""
    return {
        "is_open": False,
        "is_indexed": False,
        "deadline": format_last_day(text.edition.closes_at),
        "closed_notice": "",
        "structured_data": "",
        "canonical": "",
        "alternates": [],
        "valid_until": preview.until,
    }
