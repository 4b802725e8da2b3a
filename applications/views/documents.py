"""Adding, replacing and sending requested documents from the applicant's page."""

from http import HTTPStatus
from typing import NamedTuple

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.documents.limits import upload_limits
from applications.enums import DocumentKind
from applications.forms.follow_up import DocumentForm
from applications.forms.posted_values import read_number
from applications.models import Application, Document, DocumentRequest
from applications.services.follow_up import (
    ApplicationDecided,
    TooManyDocuments,
    add_document,
    has_same_file,
)
from applications.views.applicant import own_path, page_context, require_applicant_link
from applications.views.too_many import render_too_many
from applications.views.upload_limits import count_checks, size_of_files, try_to_send


class Purpose(NamedTuple):
    """What the document is for: in the place of another, as an answer, or simply one more."""

    replaced: Document | None
    request: DocumentRequest | None

    @property
    def kind(self) -> str:
        """The kind that is settled by the purpose, if any."""
        known = self.replaced or self.request
        return known.kind if known else ""

    @property
    def title(self) -> str:
        if self.replaced:
            return _("Replace a document")
        return _("Send the document we asked for") if self.request else _("Add a document")


@require_applicant_link("GET", "HEAD", "POST")
@count_checks
def send_document(request: HttpRequest, application: Application) -> HttpResponse:
    """Add a document; replace the one named by ?replaces, or answer the request in ?answers.

    What is sent once more, because the answer was lost, has arrived, even if nothing waits for it.
    """
    try:
        purpose = find_purpose(request, application)
        if request.method == "POST":
            return receive_document(request, application, purpose)
    except (ApplicationDecided, Http404) as refusal:
        if request.method == "POST" and has_arrived(request, application):
            return redirect_with_thanks(request)
        if isinstance(refusal, Http404):
            raise
        return redirect(own_path(request, query="?done=closed"))
    return render_form_page(request, application, DocumentForm(kind=purpose.kind), purpose)


def receive_document(
    request: HttpRequest, application: Application, purpose: Purpose
) -> HttpResponse:
    if request.FILES and not try_to_send(request, size_of_files(request)):
        return render_too_many(request)
    form = DocumentForm(request.POST, request.FILES, kind=purpose.kind)
    if not form.is_valid():
        return render_form_page(request, application, form, purpose)
    try:
        store_document(application, form, purpose)
    except TooManyDocuments as refusal:
        form.add_error("file", str(refusal))
        return render_form_page(request, application, form, purpose)
    return redirect_with_thanks(request)


def redirect_with_thanks(request: HttpRequest) -> HttpResponse:
    word = "replaced" if "replaces" in request.GET else "added"
    return redirect(own_path(request, query=f"?done={word}"))


def has_arrived(request: HttpRequest, application: Application) -> bool:
    """Whether the application holds the file that is sent."""
    if not try_to_send(request, size_of_files(request)):
        return False
    form = DocumentForm(request.POST, request.FILES, kind=DocumentKind.OTHER)
    return form.is_valid() and has_same_file(application, form.cleaned_data["file"])


def find_purpose(request: HttpRequest, application: Application) -> Purpose:
    """What the address says; Http404 if nothing waits for it, ApplicationDecided if nothing may come."""
    if not application.is_open or application.is_restricted:
        raise ApplicationDecided
    waiting = application.document_requests.filter(answered_at=None)
    return Purpose(
        find_chosen(application.documents.all(), request.GET.get("replaces")),
        find_chosen(waiting, request.GET.get("answers")),
    )


def find_chosen[Row: Model](rows: QuerySet[Row], key: str | None) -> Row | None:
    """The row that the address names; None if it names none, Http404 if it is not among these."""
    if key is None:
        return None
    found = rows.filter(pk=read_number(key)).first()
    if found is None:
        raise Http404(_("There is no such document."))
    return found


def store_document(application: Application, form: DocumentForm, purpose: Purpose) -> None:
    kind = DocumentKind(purpose.kind or form.cleaned_data["kind"])
    add_document(
        application=application,
        upload=form.cleaned_data["file"].with_kind(kind),
        now=timezone.now(),
        replaced=purpose.replaced,
        request=purpose.request,
    )


def render_form_page(
    request: HttpRequest, application: Application, form: DocumentForm, purpose: Purpose
) -> HttpResponse:
    context = page_context(request, application) | {"form": form, "purpose": purpose}
    context["limits"] = upload_limits()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "applications/add_document.html", context, status=status)
