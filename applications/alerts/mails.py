"""What subscribers are written, each in the language of the page where they asked for it."""

from collections.abc import Sequence
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from applications.alerts.alert_links import alert_path, end_path
from applications.alerts.one_click import OneClickMail
from applications.alerts.searches import read_search, search_lines
from applications.models import JobAlert
from careers.dates import format_last_day
from careers.editions.reader_facts import read_facts
from careers.languages import only_in_language
from careers.models import EditionText
from careers.web.current_brand import current_brand
from careers.web.localized_urls import full_address, list_path, posting_path

CONFIRM_DAYS = 7
"""Days for which a question can be answered; an alert without an answer is deleted after them."""
MOST_SHOWN = 30
QUESTION = ("applications/email/alert_question.txt", "applications/email/alert_question.html")
DIGEST = ("applications/email/alert_digest.txt", "applications/email/alert_digest.html")


class Item(NamedTuple):
    """A position of a mail; `language` is set where its text is not in the mail's language."""

    title: str
    summary: str
    facts: str
    url: str
    language: str
    language_notice: str


def compose_question(alert: JobAlert) -> OneClickMail:
    """The mail that asks an address whether it wants an alert, or says that it has it already.

    Anybody may have typed the address, so the mail holds nothing that was typed: the search is
    shown on the page behind the link only.
    """
    with override(alert.language):
        is_known = alert.confirmed_at is not None
        title = _("New positions by email") if is_known else _("Please confirm: new positions")
        context = {"is_known": is_known, "page_url": full_address(alert_path(alert))}
        return build_mail(alert, QUESTION, title, context | {"days": CONFIRM_DAYS})


def compose_digest(alert: JobAlert, texts: Sequence[EditionText]) -> OneClickMail:
    """The mail that lists new positions, at most MOST_SHOWN of them, with the ways to end it."""
    search, end_url = read_search(alert.query), full_address(end_path(alert))
    with override(alert.language):
        title = ngettext("%(count)s new position", "%(count)s new positions", len(texts)) % {
            "count": len(texts)
        }
        context = {
            "lines": search_lines(search, alert.language),
            "items": [build_item(text, alert.language) for text in texts[:MOST_SHOWN]],
            "more": max(0, len(texts) - MOST_SHOWN),
            "list_url": full_address(list_path(alert.language) + search.query),
            "page_url": full_address(alert_path(alert)),
            "end_url": end_url,
        }
        mail = build_mail(alert, DIGEST, title, context)
    mail.add_unsubscribe_headers(end_url)
    return mail


def build_mail(
    alert: JobAlert, templates: tuple[str, str], title: str, context: dict[str, object]
) -> OneClickMail:
    """Text and HTML of the same words; the organisation's name ends the subject."""
    organisation = settings.ORGANISATION
    facts = context | {"title": title, "organisation": organisation, "language": alert.language}
    facts["brand"] = current_brand().hex
    text, html = (render_to_string(template, facts) for template in templates)
    mail = OneClickMail(
        subject=" ".join(f"{title} – {organisation['name']}".split()),
        body=text,
        to=[alert.email],
        reply_to=[organisation["email"]],
    )
    mail.attach_alternative(html, "text/html")
    return mail


def build_item(text: EditionText, language: str) -> Item:
    posting = text.edition.current_for
    is_foreign = text.language != language
    return Item(
        title=text.full_title,
        summary=text.summary,
        facts=deciding_facts(text, language),
        url=full_address(posting_path(posting.public_id, text.slug, language)),
        language=text.language if is_foreign else "",
        language_notice=only_in_language(text.language) if is_foreign else "",
    )


def deciding_facts(text: EditionText, language: str) -> str:
    """What decides whether to read on, in the reader's language wherever it is known in it."""
    known = read_facts(text, language)
    with override(language):
        facts = [known.get(name, text.facts[name]) for name in ("place", "hours", "pay")]
        return " · ".join(
            str(fact) for fact in [*facts, format_last_day(text.edition.closes_at)] if fact
        )
