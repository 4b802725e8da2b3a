from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from applications.models import Application
from applications.receipts import RECEIPT_DAYS, read_token
from careers.addresses import current_language, posting_path


@require_safe
@cache_control(private=True, no_store=True)
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """What has arrived; whoever has the signed address may read it, so it names no person."""
    found = Application.objects.select_related("posting", "edition").prefetch_related(
        "documents", "edition__texts"
    )
    application = found.filter(reference=read_token(token)).first()
    if application is None:
        raise Http404(_("This link is not valid, or no longer."))
    context = receipt_context(application) | {"is_repeated": "repeated" in request.GET}
    response = render(request, "applications/receipt.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def receipt_context(application: Application) -> dict[str, object]:
    language = current_language()
    public_id = application.posting.public_id
    return {
        "application": application,
        "text_language": application.ad.language if application.ad.language != language else "",
        "documents": application.documents.all(),
        "steps": steps(application),
        "receipt_days": RECEIPT_DAYS,
        "posting_path": posting_path(public_id, application.ad.slug, language),
        "is_indexed": False,
    }


def steps(application: Application) -> list[dict[str, str]]:
    """What happened and what comes next, as includes/_steps.html shows it."""
    received = localtime(application.submitted_at)
    return [
        {
            "title": _("Your application has arrived"),
            "note": date_format(received, "DATETIME_FORMAT"),
            "state": "done",
        },
        {"title": _("We read it"), "note": answer_note(application), "state": "current"},
        {"title": _("We get to know each other"), "note": "", "state": "next"},
        {"title": _("We decide and tell you"), "note": "", "state": "next"},
    ]


def answer_note(application: Application) -> str:
    """By when the ad promised an answer; empty if it did not."""
    days = application.edition.facts["answer_days"]
    if not days:
        return ""
    by = localtime(application.submitted_at) + timedelta(days=days)
    return _("You will hear from us by %(date)s.") % {"date": date_format(by, "DATE_FORMAT")}
