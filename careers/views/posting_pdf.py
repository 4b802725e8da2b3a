"""The ad as a PDF, beside its page."""

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from careers.channels.pdf import Ad, ad_pdf
from careers.editions.contents import EditionFacts, TextFacts
from careers.models import EditionText
from careers.views.detail import key_fact_lines, sections_with_headings
from careers.web.current_brand import current_brand
from careers.web.http_cache import entity_tag, respond_conditionally
from careers.web.localized_urls import current_language, full_address, pdf_path, posting_path

LATELY_DRAWN = 64
"""PDFs of some 50 kB that a process keeps; an edition never changes."""


@require_safe
def posting_pdf(request: HttpRequest, public_id: int, slug: str) -> HttpResponseBase:
    """The open ad in the language of the address; a closed one leads to its page, which says so."""
    language = current_language()
    found = EditionText.objects.public().of_posting(public_id).filter(language=language)
    text = found.for_pages().first()
    if text is None:
        raise Http404(_("There is no such position."))
    if not text.edition.current_for.is_open(timezone.now()):
        return redirect(posting_path(public_id, text.slug, language))
    if slug != text.slug:
        return redirect(pdf_path(public_id, text.slug, language))
    known_by = ("pdf", text.pk)
    return respond_conditionally(
        request, known_by=known_by, render=lambda: pdf_response(text, known_by)
    )


def pdf_response(text: EditionText, known_by: tuple[object, ...]) -> HttpResponse:
    """For no search engine: a copy of it there would outlive the posting."""
    name = f"{text.edition.current_for.public_id}-{text.slug}.pdf"
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Content-Language": text.language,
        "X-Robots-Tag": "noindex",
    }
    content = draw_pdf(text.pk, entity_tag(known_by))
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@lru_cache(LATELY_DRAWN)
def draw_pdf(key: int, _look: str) -> bytes:
    """Drawn once a process for each text and look."""
    text = EditionText.objects.for_pages().get(pk=key)
    with override(text.language):
        return ad_pdf(build_ad(text))


def build_ad(text: EditionText) -> Ad:
    """The same facts and sections as on the page; the text's language must be the active one."""
    public_id = text.edition.current_for.public_id
    facts: TextFacts = text.facts
    edition_facts: EditionFacts = text.edition.facts
    form = reverse("applications:apply", kwargs={"public_id": public_id, "slug": text.slug})
    return Ad(
        language=text.language,
        title=text.full_title,
        summary=text.summary,
        facts=[(fact.name, fact.words) for fact in key_fact_lines(text, "")],
        sections=[
            (section["heading"], section["html"]) for section in sections_with_headings(text)
        ],
        contacts=facts["contacts"],
        contact_email=edition_facts["contact_email"],
        funding=facts["funding_notice"],
        address=full_address(posting_path(public_id, text.slug, text.language)),
        apply_address=full_address(form),
        issuer=current_brand().employer,
    )
