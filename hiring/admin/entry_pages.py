"""The pages on which HR enters an application by hand: first for which posting, then what came."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.documents.limits import upload_limits
from applications.documents.upload_check import Refused, check_uploads
from applications.enums import DocumentKind
from applications.forms.posted_values import list_uploads, read_number
from applications.models import Application, Draft
from applications.services import DraftGone, remove_document, start_draft, store_documents
from applications.services.entry import enter_application
from careers.models import EditionText, Posting
from hiring.admin.desk.access import signed_in
from hiring.forms.entry import EntryForm, EntryTargetForm
from hiring.rights import MAY_MOVE

OWN_BOXES = {kind: kind for kind in DocumentKind}
"""Here each kind of document has a field of its own."""
SALT = "hiring.entry"
CHANGE = "admin:applications_application_change"


def enter_by_hand(
    model_admin: "admin.ModelAdmin[Application]", request: HttpRequest
) -> HttpResponse:
    """Ask for the posting, then for the rest; files that were sent are kept whatever else is wrong."""
    if not request.user.has_perm(MAY_MOVE):
        raise PermissionDenied
    target = EntryTargetForm(request.GET if "language" in request.GET else None)
    if not target.is_valid():
        target.initial = {"posting": request.GET.get("posting", "")}
        title = _("Add an application: for which posting?")
        template = "admin/hiring/entry_target.html"
        context = {**shared_context(model_admin, request, title), "form": target}
        return TemplateResponse(request, template, context)
    posting, language = target.cleaned_data["posting"], target.cleaned_data["language"]
    text = find_text(posting, language)
    if request.method == "POST":
        return receive_entry(model_admin, request, text, language)
    draft_key = sign_key(request, uuid4())
    return render_entry(model_admin, request, EntryForm(text=text), text, draft_key)


def find_text(posting: Posting, language: str) -> EditionText:
    """The current edition in this language, or in its first one."""
    found = EditionText.objects.filter(edition__current_for=posting).select_related(
        "edition__posting"
    )
    texts = {text.language: text for text in found.order_by("pk")}
    return texts.get(language) or next(iter(texts.values()))


def receive_entry(
    model_admin: "admin.ModelAdmin[Application]",
    request: HttpRequest,
    text: EditionText,
    language: str,
) -> HttpResponse:
    """Keep the files, judge the rest, and make it an application if all is right."""
    token, now = read_key(request), timezone.now()
    if first := Application.objects.for_user(request.user).filter(token=token).first():
        return redirect(CHANGE, first.pk)
    try:
        draft = start_draft(token=token, edition=text.edition, language=language, now=now)
        for key in request.POST.getlist("remove"):
            remove_document(draft=draft, key=read_number(key))
        refused = store_sent_files(request, draft)
        held = set(draft.documents.values_list("kind", flat=True))
        form = EntryForm(request.POST, text=text, held=held, refused=refused)
        if not form.is_valid():
            key = sign_key(request, token)
            return render_entry(model_admin, request, form, text, key, draft)
        made = enter_application(
            draft=draft, entry=form.entry(language), actor=signed_in(request), now=now
        )
    except DraftGone:
        messages.error(request, _("This form was sent or has expired. Please begin again."))
        return redirect("admin:applications_application_add")
    messages.success(request, done_words(made))
    return redirect(CHANGE, made.pk)


def done_words(made: Application) -> str:
    if made.email:
        return _("The application is entered. An email tells the person what is kept.")
    return _("The application is entered. Nobody is emailed, as there is no address.")


def sign_key(request: HttpRequest, token: UUID) -> str:
    """The draft of this form, for this person only: nobody types the token of somebody else's."""
    return signing.dumps([token.hex, request.user.pk], salt=SALT)


def read_key(request: HttpRequest) -> UUID:
    """Raises PermissionDenied for a key that was not made for this person."""
    try:
        token, user = signing.loads(request.POST.get("key", ""), salt=SALT)
    except signing.BadSignature:
        raise PermissionDenied from None
    if user != request.user.pk:
        raise PermissionDenied
    return UUID(token)


def store_sent_files(request: HttpRequest, draft: Draft) -> Refused:
    """Let the files through the upload check and into the draft; returns those refused."""
    passed, refused = check_uploads(list_uploads(request.FILES, OWN_BOXES))
    for kind, no_room in store_documents(draft=draft, uploads=passed, now=timezone.now()):
        refused[kind].append(no_room)
    return refused


def render_entry(
    model_admin: "admin.ModelAdmin[Application]",
    request: HttpRequest,
    form: EntryForm,
    text: EditionText,
    *parts: Any,
) -> HttpResponse:
    key, draft = (*parts, None)[:2]
    context = {
        **shared_context(model_admin, request, _("Add an application")),
        "form": form,
        "text": text,
        "key": key,
        "held": draft.documents.order_by("position") if draft else (),
        "limits": upload_limits(),
    }
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "admin/hiring/entry.html", context, status=status)


def shared_context(
    model_admin: "admin.ModelAdmin[Application]", request: HttpRequest, title: str
) -> dict[str, Any]:
    return {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": title,
    }
