"""The page on which HR merges two applications of one person: which one, what stays, and what happens."""

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.forms.posted_values import read_number
from applications.models import Application
from applications.models.application import ApplicationQuerySet
from applications.services.locking import ApplicationGone
from applications.services.merging import MergeRefused
from careers.text.email_addresses import is_same_mailbox
from hiring.admin.desk.access import get_transferable_application, signed_in
from hiring.admin.desk.page_context import label_answers, mark_other_addresses
from hiring.admin.desk.walk import read_walk
from hiring.admin.moves import GONE
from hiring.forms.merge import DoubleForm, MergeForm
from hiring.services.doubles import digest_pair, merge_applications

WITH = "with"

type Admin = "admin.ModelAdmin[Application]"


def merge_doubles(model_admin: Admin, request: HttpRequest, pk: int) -> HttpResponse:
    """Ask which application it is doubled by, then which of the two stays; nothing happens before that."""
    application = get_transferable_application(request, pk)
    seen = Application.objects.for_user(request.user)
    candidates = seen.filter(posting=application.posting_id).exclude(pk=application.pk)
    if WITH not in request.GET:
        return ask_for_double(model_admin, request, application, candidates)
    other = get_object_or_404(candidates, pk=read_number(request.GET[WITH]))
    pair = (application, other)
    form = MergeForm(request.POST if request.method == "POST" else None, pair=pair)
    if form.is_valid() and merge_and_report(request, pair, form):
        walk = read_walk(request, application, signed_in(request))
        return redirect(walk.address_of(form.cleaned_data["kept"], walk.skipped))
    context = {
        "form": form,
        "sides": [describe_side(one) for one in pair],
        "is_one_mailbox": is_same_mailbox(application.email, other.email),
        "seen": digest_pair(*pair),
    }
    return render_page(model_admin, request, application, "admin/hiring/merge.html", context)


def ask_for_double(
    model_admin: Admin,
    request: HttpRequest,
    application: Application,
    candidates: ApplicationQuerySet,
) -> HttpResponse:
    """Those of the same address, or name and phone number, to click on, and a field for any other reference of the posting."""
    form = DoubleForm(request.POST if request.method == "POST" else None, candidates=candidates)
    if form.is_valid() and form.found is not None:
        query = request.GET.copy()
        query[WITH] = str(form.found.pk)
        return redirect(f"{request.path}?{query.urlencode()}")
    context = {"form": form, "found": mark_other_addresses(candidates, application)}
    return render_page(model_admin, request, application, "admin/hiring/merge_choice.html", context)


def render_page(
    model_admin: Admin,
    request: HttpRequest,
    application: Application,
    template: str,
    context: dict[str, object],
) -> HttpResponse:
    shared = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": application,
        "title": _("Merge doubles"),
        "preserved_filters": model_admin.get_preserved_filters(request),
        "walk": read_walk(request, application, signed_in(request)),
    }
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, template, shared | context, status=status)


def describe_side(application: Application) -> dict[str, object]:
    """What stands on one side of the page."""
    return {
        "application": application,
        "documents": application.documents.all(),
        "answers": label_answers(application),
        "counts": [
            (_("Messages"), application.letters.count()),
            (_("Ratings"), application.ratings.count()),
            (_("Notes"), application.staff_notes.count()),
        ],
    }


def merge_and_report(
    request: HttpRequest, pair: tuple[Application, Application], form: MergeForm
) -> bool:
    key = form.cleaned_data["kept"]
    kept, other = pair if pair[0].pk == key else pair[::-1]
    seen = request.POST.get("seen")
    try:
        merge_applications(
            kept=kept, other=other, actor=signed_in(request), now=timezone.now(), seen=seen
        )
    except ApplicationGone:
        raise Http404(GONE) from None
    except MergeRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    done = _("%(other)s lives on in %(kept)s.") % {"other": other.reference, "kept": kept.reference}
    messages.success(request, done)
    return True
