"""The page of one posting."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language_info, ngettext, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from careers.branding.picture_roles import picture_path
from careers.channels.channel_posting import to_channel_posting
from careers.channels.structured_data import job_posting, to_script_json
from careers.dates import format_last_day
from careers.editions.contents import EditionFacts, SectionText, TextFacts, section_heading
from careers.editions.key_facts import closed_notice, format_deadline
from careers.editions.reader_facts import read_facts
from careers.models import EditionText
from careers.models.page_reads import CardRow, load_page_texts
from careers.search.similar_postings import find_similar_postings
from careers.text.rendering import shorten_to_sentence
from careers.views.cards import words_for_reader
from careers.web.http_cache import CACHE_CONTROL, respond_conditionally
from careers.web.localized_urls import (
    alternate_links,
    current_language,
    feed_path,
    full_address,
    list_path,
    path_of_posting,
    pdf_path,
    posting_links,
    posting_path,
)

NAMES = ("place", "hours", "week", "contract", "start", "pay", "department")


class KeyFact(NamedTuple):
    """A line of the card beside the ad; `language` is set where the words are in another one."""

    icon: str
    name: str
    words: str
    language: str = ""
    note: str = ""
    note_language: str = ""


class SimilarCard(NamedTuple):
    """A short card of another posting; `language` is set where its words are in another one."""

    title: str
    gender_marker: str
    path: str
    facts: list[tuple[str, str]]
    """Words, and their language if it is another one."""
    language: str


@require_safe
def posting_detail(request: HttpRequest, public_id: int, slug: str = "") -> HttpResponseBase:
    """The ad, found by its number; any other slug leads to the right one."""
    language = current_language()
    texts, changed_at, cards = load_page_texts(public_id, timezone.now())
    text = choose_text(texts, language)
    if slug != text.slug:
        return redirect_to_slug(request, text, language)
    is_open = text.edition.current_for.is_open(timezone.now())
    near = find_similar_postings(text, language)
    today = timezone.localdate()

    def render_ad() -> HttpResponse:
        context = page_context(text, language, is_closed=not is_open)
        context |= state_context(text, language, is_open=is_open)
        context |= link_context(texts, text, language)
        context["card_path"] = card_path(cards.get(text.language, ""))
        context["similar"] = [similar_card(each, language) for each in near]
        return render(request, "careers/detail.html", context)

    dates = (is_open, text.edition.current_for.closed_at, today)
    known_by = (language, text.pk, dates, [*texts], near, cards)
    return respond_conditionally(
        request, known_by=known_by, changed_at=changed_at, render=render_ad
    )


def card_path(digest: str) -> str:
    """Of a social card; empty while there is none."""
    return picture_path(digest, "image/png") if digest else ""


def choose_text(texts: dict[str, EditionText], language: str) -> EditionText:
    """The text in this language, or in the edition's first one; Http404 if there is none."""
    if not texts:
        raise Http404(_("There is no such position."))
    first_language = next(iter(texts.values())).edition.languages[0]
    return texts.get(language) or texts[first_language]


def redirect_to_slug(request: HttpRequest, text: EditionText, language: str) -> HttpResponse:
    """Permanent, but asked again each time: titles may change back to what they were."""
    path = posting_path(text.edition.current_for.public_id, text.slug, language)
    query = request.META.get("QUERY_STRING", "")
    target = f"{path}?{query}" if query else path
    return HttpResponsePermanentRedirect(target, headers={"Cache-Control": CACHE_CONTROL})


def page_context(text: EditionText, language: str, *, is_closed: bool = False) -> dict[str, object]:
    facts: TextFacts = text.facts
    edition_facts: EditionFacts = text.edition.facts
    is_foreign = text.language != language
    return {
        "text": text,
        "posting": text.edition.current_for,
        "page_language": language,
        "text_language": text.language if is_foreign else "",
        "language_notice": language_notice(text.language) if is_foreign else "",
        "description": shorten_to_sentence(text.summary),
        "sections": sections_with_headings(text),
        "facts": facts,
        "department": name_department(text, language),
        "key_facts": key_fact_lines(text, text.language if is_foreign else "", is_closed=is_closed),
        "contact_email": edition_facts["contact_email"],
        "is_speculative": is_speculative(text),
        "list_path": list_path(language),
        "department_path": f"{list_path(language)}?department={edition_facts['department']}",
    }


def name_department(text: EditionText, language: str) -> KeyFact:
    known = read_facts(text, language).get("department")
    is_foreign = text.language != language and not known
    words = known or text.facts["department"]
    return KeyFact("briefcase", _("Department"), words, text.language if is_foreign else "")


def state_context(text: EditionText, language: str, *, is_open: bool) -> dict[str, object]:
    """Only an open posting in a published language is for search engines.

    Structured data tell of positions that there are.
    """
    is_indexed = is_open and text.language == language
    is_job = is_indexed and not is_speculative(text)
    return {
        "is_open": is_open,
        "deadline": format_last_day(text.edition.closes_at),
        "closed_notice": "" if is_open else closed_notice(text),
        "is_indexed": is_indexed,
        "structured_data": to_script_json(job_posting(to_channel_posting(text))) if is_job else "",
    }


def is_speculative(text: EditionText) -> bool:
    """Whether people offer to work here, though nothing is vacant."""
    facts: EditionFacts = text.edition.facts
    return facts.get("is_speculative", False)


def link_context(
    texts: dict[str, EditionText], text: EditionText, language: str
) -> dict[str, object]:
    public_id = text.edition.current_for.public_id
    links = posting_links(texts.values(), public_id)
    address = full_address(posting_path(public_id, text.slug, text.language))
    return {
        "language_links": links,
        "canonical": address,
        "apply_path": path_of_posting("applications:apply", public_id, text.slug, language),
        "pdf_path": pdf_path(public_id, text.slug, text.language),
        "mail_link": f"mailto:?subject={quote(text.full_title)}&body={quote(address)}",
        "alternates": alternate_links(links, texts),
        "feed": feed_path(language),
    }


def sections_with_headings(text: EditionText) -> list[SectionText]:
    """The sections with the headings they are shown under, in the text's own language."""
    sections: list[SectionText] = text.sections
    with override(text.language):
        return [
            {"kind": each["kind"], "heading": section_heading(each), "html": each["html"]}
            for each in sections
        ]


def key_fact_lines(text: EditionText, foreign: str, *, is_closed: bool = False) -> list[KeyFact]:
    """The lines of the card; of a closed posting none that tells when to apply or what comes then."""
    edition_facts: EditionFacts = text.edition.facts
    known: Mapping[str, Any] = read_facts(text, current_language()) if foreign else {}
    words = {
        name: (known[name], "") if name in known else (text.facts[name], foreign) for name in NAMES
    }
    reason = known.get("contract_reason", "")
    lines = [
        KeyFact("pin", _("Location"), *words["place"]),
        KeyFact("clock", _("Employment type"), *words["hours"]),
        KeyFact("clock", _("Full time"), *words["week"]),
        KeyFact("contract", _("Contract"), *words["contract"], reason, foreign if reason else ""),
        KeyFact("start", _("Start"), *words["start"]),
        KeyFact("pay", _("Pay"), *words["pay"]),
        *([] if is_closed else application_facts(text)),
        KeyFact("briefcase", _("Department"), *words["department"]),
        KeyFact("tag", _("Reference"), edition_facts["reference"]),
    ]
    return [line for line in lines if line.words]


def application_facts(text: EditionText) -> list[KeyFact]:
    deadline_fact = KeyFact("calendar", _("Deadline"), format_deadline(text.edition))
    return [deadline_fact, answer_time_fact(text)]


def answer_time_fact(text: EditionText) -> KeyFact:
    """How long an answer takes; while one can apply, the day by which it comes at the latest."""
    edition_facts: EditionFacts = text.edition.facts
    days = edition_facts["answer_days"]
    note = ""
    if days is not None and text.edition.current_for.is_open(timezone.now()):
        note = answer_promise(timezone.localdate() + timedelta(days=days))
    return KeyFact("check", _("Reply"), answer_time(days), note=note)


def answer_promise(day: date) -> str:
    return _("Apply today and you’ll hear from us by %(date)s.") % {"date": date_format(day)}


def answer_time(days: int | None) -> str:
    if days is None:
        return ""
    return ngettext("within one day", "within %(days)s days", days) % {"days": days}


def similar_card(near: CardRow, language: str) -> SimilarCard:
    facts = [words_for_reader(near, name, language) for name in ("department", "place", "hours")]
    return SimilarCard(
        title=near.title,
        gender_marker=near.gender_marker,
        path=posting_path(near.public_id, near.slug, language),
        facts=[fact for fact in facts if fact[0]],
        language=near.language if near.language != language else "",
    )


def language_notice(language: str) -> str:
    name = get_language_info(language)["name_translated"]
    return _("This position is only advertised in %(language)s.") % {"language": name}
