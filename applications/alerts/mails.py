"""What subscribers are written, each in the language of the page where they asked for it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from applications.alerts.alert_links import alert_path, end_path
from applications.alerts.one_click import OneClickMail
from applications.alerts.searches import read_search, search_lines
from applications.mails.html_part import attach_html, name_organisation
from applications.models import JobAlert
from careers.dates import format_last_day
from careers.editions.reader_facts import read_facts
from careers.languages import only_in_language
from careers.models import EditionText
from careers.web.localized_urls import full_address, list_path, posting_path

CONFIRM_DAYS = 7
"""Days for which a question can be answered; an alert without an answer is deleted after them."""
MOST_SHOWN = 30


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
        context = {
            "is_known": is_known,
            "page_url": full_address(alert_path(alert)),
            "deleted_on": timezone.localtime(alert.created_at + timedelta(days=CONFIRM_DAYS)),
        }
        mail = build_mail(alert, "applications/email/alert_question.txt", title, context)
        attach_html(mail)
        return mail


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
        context["organisation"] = settings.ORGANISATION
        mail = build_mail(alert, "applications/email/alert_digest.txt", title, context)
        attach_html(mail, "applications/email/alert_digest.html", **context)
    mail.add_unsubscribe_headers(end_url)
    return mail


def build_mail(
    alert: JobAlert, template: str, title: str, context: dict[str, object]
) -> OneClickMail:
    """The text only; the organisation's name ends the subject."""
    organisation = settings.ORGANISATION
    return OneClickMail(
        subject=" ".join(name_organisation(title).split()),
        body=render_to_string(template, context | {"organisation": organisation}),
        to=[alert.email],
        reply_to=[organisation["email"]],
    )


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
