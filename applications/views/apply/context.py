"""The pages of applying, and what they show."""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from applications.documents.limits import upload_limits
from applications.forms import ApplicationForm
from applications.models import Application, Document, Draft, Upload
from applications.signed_links import application_path
from applications.views.apply.draft_cookie import has_sent
from careers.dates import with_zone
from careers.editions.key_facts import closed_notice
from careers.models import Edition, EditionText
from careers.models.edition_text import text_for
from careers.models.page_reads import load_page_texts
from careers.models.single_rows import find_only
from careers.text.mail_providers import suggest_address
from careers.web.localized_urls import current_language, posting_path


@dataclass(frozen=True)
class HeldFiles:
    """The files from one box that a draft holds, and those that have arrived in part."""

    box: str
    documents: list[Document]
    uploads: list[Upload]


def find_open_text(public_id: int) -> EditionText | None:
    """What is shown of a posting that takes applications, in the reader's language or its first."""
    texts = load_page_texts(public_id, timezone.now()).texts
    text = next(iter(texts.values()), None)
    if text is None or not text.edition.current_for.is_open():
        return None
    # The posting of an edition that is current now, so that it is not asked for twice.
    text.edition.posting = text.edition.current_for
    return texts.get(current_language()) or texts[text.edition.languages[0]]


def text_of_seen_edition(text: EditionText, edition: Edition) -> EditionText:
    """The text of the edition that the applicant read, if that is not the current one."""
    if edition.pk == text.edition_id:
        return text
    return choose_text(edition)


def choose_text(edition: Edition) -> EditionText:
    """What the edition says in the reader's language, or in its first one."""
    return text_for(edition, current_language())


def group_held_files(draft: Draft | None, form: ApplicationForm) -> list[HeldFiles]:
    """What the draft holds, for each box of the form; kinds that are not asked for count as the last one."""
    documents: list[Document] = list(draft.documents.order_by("position")) if draft else []
    uploads: list[Upload] = list(draft.uploads.order_by("pk")) if draft else []
    boxes = {kind.value: box.value for kind, box in form.boxes.items()}
    return [
        HeldFiles(
            box,
            [one for one in documents if shown_in(one.kind, boxes) == box],
            [one for one in uploads if shown_in(one.kind, boxes) == box],
        )
        for box in dict.fromkeys(boxes.values())
    ]


def shown_in(kind: str, boxes: dict[str, str]) -> str:
    return boxes[kind] if kind in boxes else [*boxes.values()][-1]


def apply_path(text: EditionText, name: str = "apply") -> str:
    """The address of the form, or of another page beside it, in the reader's language."""
    public_id = text.edition.posting.public_id
    return reverse(f"applications:{name}", kwargs={"public_id": public_id, "slug": text.slug})


def status_path(application: Application) -> str:
    """The way to the application for this browser; only by a mail after its links were revoked or more came to it."""
    found = Application.objects.filter(pk=application.pk).open_to_browsers()
    if application.links_were_revoked or not found.exists():
        return f"{reverse('applications:lost_link')}?mailed"
    return application_path(application, current_language(), is_mailed=False)


def redirect_to_status(application: Application, query: str = "") -> HttpResponse:
    path = status_path(application)
    return redirect(path if "?" in path else path + query)


def render_form_page(
    request: HttpRequest,
    text: EditionText,
    form: ApplicationForm,
    draft: Draft | None,
) -> HttpResponse:
    context = page_context(text) | files_context(form, draft) | {"form": form, "draft": draft}
    context |= {
        "review_path": apply_path(text, "review"),
        "files_path": apply_path(text, "files"),
        "uploads_path": apply_path(text, "uploads"),
        "discard_path": apply_path(text, "discard"),
        "is_changed": "changed" in request.GET and not form.is_bound,
        "asked": None if draft or form.is_bound else form.asked,
        **asked_context(request, draft),
        "saved": saved_notice(draft) if draft else "",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "applications/apply.html", context, status=status)


def asked_context(request: HttpRequest, draft: Draft | None) -> dict[str, object]:
    """What is said after the link to go on was asked for."""
    if draft is None or "later" not in request.GET:
        return {"link_was_asked": False}
    return {
        "link_was_asked": True,
        "meant": suggest_address(draft.mailed_to),
        "way_back": "#id_email",
    }


def saved_notice(draft: Draft) -> str:
    """When something was last added to the draft; of today, the time is enough."""
    at = timezone.localtime(draft.updated_at)
    if at.date() == timezone.localdate():
        return _("Saved at %(time)s.") % {"time": with_zone(time_format(at))}
    return _("Saved on %(date)s.") % {"date": with_zone(date_format(at, "DATETIME_FORMAT"))}


def files_context(form: ApplicationForm, draft: Draft | None) -> dict[str, object]:
    """What applications/_held.html and its frame need."""
    return {
        "held": group_held_files(draft, form),
        "kinds": form.kinds,
        "limits": upload_limits(),
        "draft_days": settings.DRAFT_DAYS,
    }


def render_closed_page(
    request: HttpRequest, public_id: int, draft: Draft | None = None
) -> HttpResponse:
    """410 for a posting that the public knows; Http404 for every other number."""
    text = get_public_text(public_id)
    context = page_context(text) | {
        "cause": closed_notice(text),
        "draft": draft,
        "discard_path": apply_path(text, "discard"),
    }
    return render(request, "applications/closed.html", context, status=HTTPStatus.GONE)


def render_elsewhere_page(request: HttpRequest, public_id: int) -> HttpResponse:
    """409 for a browser whose draft or application is only for who opens the mailed link by now."""
    text = get_public_text(public_id)
    context = page_context(text) | {"form_path": apply_path(text)}
    context["is_sent"] = has_sent(request, public_id)
    return render(request, "applications/draft_elsewhere.html", context, status=HTTPStatus.CONFLICT)


def get_public_text(public_id: int) -> EditionText:
    """What is shown of a posting that is open or was; Http404 if the public knows none."""
    found = EditionText.objects.of_posting(public_id).shown_in(current_language())
    text = find_only(found.select_related("edition__posting").public())
    if text is None:
        raise Http404(_("There is no such position."))
    return text


def page_context(text: EditionText) -> dict[str, object]:
    language = current_language()
    public_id = text.edition.posting.public_id
    return {
        "text": text,
        "text_language": text.language if text.language != language else "",
        "posting_path": posting_path(public_id, text.slug, language),
        "is_indexed": False,
    }


def document_kinds(documents: Iterable[Document]) -> set[str]:
    return {document.kind for document in documents}
