"""The buttons of the hiring team on the page of an application; each answers a POST and changes one thing."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from applications.models import Application, DocumentRequest, Exclusion
from applications.services.locking import ApplicationGone
from careers.web.row_keys import is_number
from hiring.admin.desk.access import MAY_EXCLUDE, get_permitted_application, signed_in
from hiring.admin.desk.walk import read_walk
from hiring.forms.desk import ExclusionForm, NoteForm, RatingForm, RecordForm, ReturnForm
from hiring.mails.letters import LetterRefused
from hiring.reviews.colleagues import full_name
from hiring.reviews.seen_ratings import read_ratings
from hiring.rights import MAY_MOVE, MAY_NOTE, MAY_OPEN, MAY_RATE
from hiring.services.document_answers import accept_answer, return_answer
from hiring.services.document_requests import RequestRefused
from hiring.services.exclusions import ExclusionRefused, exclude_member, lift_exclusion
from hiring.services.notes import write_note
from hiring.services.outbox import OutboxRefused
from hiring.services.ratings import RatingRefused, rate_application
from hiring.services.read_marks import mark_read, mark_unread
from hiring.services.records import RecordRefused, keep_record

type Answer = HttpResponse | forms.Form | dict[str, forms.Form]
"""What an action leads to; a form that is wrong, or several by name, is shown as it was sent."""

REFUSALS = (
    ExclusionRefused,
    LetterRefused,
    OutboxRefused,
    RatingRefused,
    RecordRefused,
    RequestRefused,
)
GONE = gettext_lazy("This application has been erased.")


def try_to_act(request: HttpRequest, act: Callable[[], object], done: str = "") -> bool:
    """Whether it was done; the page that follows says so, or why not."""
    try:
        act()
    except ApplicationGone:
        raise Http404(GONE) from None
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return False
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    if done:
        messages.success(request, done)
    return True


def act_and_stay(
    request: HttpRequest, application: Application, act: Callable[[], object], done: str
) -> HttpResponse:
    """Act, count the application as read, and come back to its page."""
    if try_to_act(request, act, done):
        mark_read(application=application, user=signed_in(request), now=timezone.now())
    return redirect(read_walk(request, application, signed_in(request)).here)


@require_POST
def post_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Sent by the script of the page when somebody looks at it: a GET changes nothing."""
    application = get_permitted_application(request, pk, MAY_OPEN)
    mark_read(application=application, user=signed_in(request), now=timezone.now())
    return HttpResponse(status=204)


@require_POST
def post_unread(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads back to the list: the page itself would mark it as read again."""
    application = get_permitted_application(request, pk, MAY_OPEN)
    mark_unread(application=application, user=signed_in(request))
    messages.success(request, _("%(name)s is unread again.") % {"name": application.name})
    return redirect("admin:applications_application_changelist")


@require_POST
def post_rating(request: HttpRequest, pk: int) -> Answer:
    """Save the rating and what was written as a note, and go to the next one that is not rated."""
    application, user = get_permitted_application(request, pk, MAY_RATE), signed_in(request)
    form = RatingForm(request.POST, seen=read_ratings(application, user))
    note = read_note_beside(request, application)
    if not form.is_valid() or (note and not note.is_valid()):
        return {"rating_form": form, **({"note_form": note} if note else {})}
    walk, now = read_walk(request, application, user), timezone.now()

    def act() -> None:
        with transaction.atomic():
            rate_application(application=application, opinion=form.opinion, actor=user, now=now)
            if note:
                write_note(application=application, actor=user, now=now, **note.cleaned_data)

    if not try_to_act(request, act):
        return redirect(walk.here)
    mark_read(application=application, user=user, now=now)
    following = walk.find_next_to_rate()
    say_saved(request, application, walk.here, is_last=not following)
    return redirect(following or walk.here)


def read_note_beside(request: HttpRequest, application: Application) -> NoteForm | None:
    """What was typed as a note before the button of the rating was pressed; None for nothing."""
    if not request.POST.get("text", "").strip() or not request.user.has_perm(MAY_NOTE):
        return None
    return read_note(request, application)


def read_note(request: HttpRequest, application: Application) -> NoteForm:
    writer = signed_in(request)
    return NoteForm(request.POST, auto_id="note_%s", application=application, writer=writer)


def say_saved(request: HttpRequest, rated: Application, path: str, *, is_last: bool) -> None:
    link = format_html('<a href="{}">{}</a>', path, rated.name)
    sentence = (
        _("The rating of {} is saved. You have rated all of them.")
        if is_last
        else _("The rating of {} is saved.")
    )
    messages.success(request, format_html(sentence, link))


@require_POST
def post_note(request: HttpRequest, pk: int) -> Answer:
    application, user = get_permitted_application(request, pk, MAY_NOTE), signed_in(request)
    form = read_note(request, application)
    if not form.is_valid():
        return form

    def act() -> None:
        write_note(application=application, actor=user, now=timezone.now(), **form.cleaned_data)

    return act_and_stay(request, application, act, _("The note is saved."))


@require_POST
def post_record(request: HttpRequest, pk: int) -> Answer:
    application, user = get_permitted_application(request, pk, MAY_MOVE), signed_in(request)
    form = RecordForm(request.POST, auto_id="record_%s", application=application)
    if not form.is_valid():
        return form

    def act() -> None:
        keep_record(application=application, data=form.data_to_keep, actor=user, now=timezone.now())

    return act_and_stay(request, application, act, _("Tags and own stage are saved."))


@require_POST
def post_exclusion(request: HttpRequest, pk: int) -> Answer:
    application, user = get_permitted_application(request, pk, MAY_EXCLUDE), signed_in(request)
    form = ExclusionForm(request.POST, auto_id="exclusion_%s", application=application)
    if not form.is_valid():
        return form
    member = form.cleaned_data["member"]

    def act() -> None:
        exclude_member(
            application=application,
            member=member,
            reason=form.cleaned_data["reason"],
            actor=user,
            now=timezone.now(),
        )

    done = _("%(name)s does not see this application any more.") % {"name": full_name(member)}
    is_done = try_to_act(request, act, done)
    if is_done and member == user:
        return redirect("admin:applications_application_changelist")
    return redirect(read_walk(request, application, user).here)


@require_POST
def post_lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Its own key is that of the exclusion in the form: one of another application is not found."""
    application, user = get_permitted_application(request, pk, MAY_EXCLUDE), signed_in(request)
    key = request.POST.get("exclusion", "")
    found = Exclusion.objects.select_related("user", "application")
    exclusion = get_object_or_404(found, application=application, pk=key if is_number(key) else 0)
    done = _("%(name)s sees this application again.") % {"name": full_name(exclusion.user)}

    def act() -> None:
        lift_exclusion(exclusion=exclusion, actor=user, now=timezone.now())

    return act_and_stay(request, application, act, done)


@require_POST
def post_accept(request: HttpRequest, pk: int, wanted: int) -> HttpResponse:
    application, asked = find_request(request, pk, wanted)

    def act() -> None:
        accept_answer(request=asked, actor=signed_in(request), now=timezone.now())

    return act_and_stay(request, application, act, _("The document is accepted."))


@require_POST
def post_return(request: HttpRequest, pk: int, wanted: int) -> Answer:
    application, asked = find_request(request, pk, wanted)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return form

    def act() -> None:
        return_answer(
            request=asked,
            reason=form.cleaned_data["reason"],
            actor=signed_in(request),
            now=timezone.now(),
        )

    done = _("The applicant is asked for the document once more.")
    return act_and_stay(request, application, act, done)


def find_request(request: HttpRequest, pk: int, wanted: int) -> tuple[Application, DocumentRequest]:
    """A request of this application; one of another is not found."""
    application = get_permitted_application(request, pk, MAY_MOVE)
    found = application.document_requests.select_related("application")
    return application, get_object_or_404(found, pk=wanted)
