from http import HTTPStatus
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from applications.documents.multipart import accepts_files
from applications.forms import ApplicationForm
from applications.forms.application import read_token
from applications.models import Application
from applications.receipts import receipt_path
from applications.services import PostingClosed, submit_application
from careers.addresses import current_language, posting_path
from careers.models import Edition, EditionText


@accepts_files
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
def apply(request: HttpRequest, public_id: int, slug: str) -> HttpResponse:
    """The form for one posting: found by its number, in the reader's language or the ad's first."""
    if request.method == "POST" and (first := sent_before(request)):
        return redirect_to_receipt(first, "?repeated")
    found = EditionText.objects.of_posting(public_id).shown_in(current_language())
    found = found.select_related("edition__posting__current_edition")
    text = found.open().first()
    if text is None:
        return closed_page(request, found.public().first())
    if request.method == "POST":
        return take_in(request, text)
    if slug != text.slug:
        return redirect("applications:apply", public_id=public_id, slug=text.slug)
    return form_page(request, text, ApplicationForm(initial=first_values(text)))


def sent_before(request: HttpRequest) -> Application | None:
    """What this very form has brought in already, whatever it says now: a retry is no fault."""
    token = read_token(request.POST.get("token"))
    return Application.objects.filter(token=token).first() if token else None


def redirect_to_receipt(application: Application, query: str = "") -> HttpResponse:
    return redirect(receipt_path(application, current_language()) + query)


def first_values(text: EditionText) -> dict[str, object]:
    return {"token": uuid4(), "edition": text.edition.number}


def take_in(request: HttpRequest, text: EditionText) -> HttpResponse:
    """Submit what was sent and show the receipt; or say what is wrong with it."""
    form = ApplicationForm(request.POST, request.FILES)
    if not form.is_valid():
        return form_page(request, text, form)
    try:
        application = submit_application(
            edition=edition_seen(text.edition, form.cleaned_data["edition"]),
            applicant=form.applicant(current_language()),
            uploads=form.uploads(),
            token=form.cleaned_data["token"],
            now=timezone.now(),
        )
    except PostingClosed:
        return closed_page(request, text)
    return redirect_to_receipt(application)


def edition_seen(current: Edition, number: int) -> Edition:
    """The edition that the form was made for, if there is one; it may have changed meanwhile."""
    if number == current.number:
        return current
    return current.posting.editions.filter(number=number).first() or current


def form_page(request: HttpRequest, text: EditionText, form: ApplicationForm) -> HttpResponse:
    context = page_context(text) | {"form": form, "has_lost_files": bool(request.FILES)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "applications/apply.html", context, status=status)


def closed_page(request: HttpRequest, text: EditionText | None) -> HttpResponse:
    """410 for a posting that the public knows; Http404 for every other number."""
    if text is None:
        raise Http404(_("There is no such posting."))
    context = page_context(text)
    return render(request, "applications/closed.html", context, status=HTTPStatus.GONE)


def page_context(text: EditionText) -> dict[str, object]:
    language = current_language()
    public_id = text.edition.posting.public_id
    return {
        "text": text,
        "text_language": text.language if text.language != language else "",
        "posting_path": posting_path(public_id, text.slug, language),
        "is_indexed": False,
    }
