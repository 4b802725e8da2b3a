"""The page on which HR writes a letter of its own to one applicant."""

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.models import Application
from applications.services.locking import ApplicationGone
from hiring.admin.desk.access import get_permitted_application, signed_in
from hiring.admin.desk.walk import read_walk
from hiring.admin.moves import GONE
from hiring.forms.letter import FILL, FillForm, LetterForm, read_chosen
from hiring.mails.departure_words import describe_with_link
from hiring.mails.language_check import name_in_words
from hiring.mails.letters import LetterRefused, compose_letter
from hiring.models import MailTemplate, OutgoingMail
from hiring.rights import MAY_WRITE
from hiring.services.bulk import REFUSALS, refusal_sentence
from hiring.services.own_letters import make_own_letter, write_letter

PAGE = "admin/hiring/letter.html"


def write_own_letter(
    model_admin: "admin.ModelAdmin[Application]", request: HttpRequest, pk: int
) -> HttpResponse:
    """Subject and text begin with a template filled in; what is sent waits in the outbox."""
    application = get_permitted_application(request, pk, MAY_WRITE)
    chosen = read_chosen(request.POST)
    if request.method == "POST" and FILL not in request.POST:
        form = LetterForm(request.POST, language=application.language)
        if form.is_valid() and put_into_outbox(request, application, form):
            return redirect(read_walk(request, application, signed_in(request)).here)
    else:
        words = begin_words(request, application, chosen)
        form = LetterForm(initial=words, language=application.language)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": application,
        "title": _("Write a message"),
        "form": form,
        "fill_form": FillForm(initial={"template": chosen}),
        "fill_button": FILL,
        "language": name_in_words(application.language),
        "preserved_filters": model_admin.get_preserved_filters(request),
        "walk": read_walk(request, application, signed_in(request)),
    }
    return TemplateResponse(request, PAGE, context, status=422 if form.is_bound else 200)


def begin_words(
    request: HttpRequest, application: Application, template: MailTemplate | None
) -> dict[str, str]:
    """The template as this applicant is to read it; nothing where it has no text in the language."""
    if template is None:
        return {}
    try:
        letter = compose_letter(template=template, application=application, now=timezone.now())
    except LetterRefused as refusal:
        messages.warning(request, str(refusal))
        return {}
    return {"subject": letter.subject, "body": letter.body}


def put_into_outbox(request: HttpRequest, application: Application, form: LetterForm) -> bool:
    """Whether it waits there; else the form says why not, and keeps what was written."""
    typed, now = form.cleaned_data, timezone.now()
    letter = make_own_letter(
        application=application, subject=typed["subject"], body=typed["body"], now=now
    )
    try:
        mail = write_letter(
            application=application, letter=letter, actor=signed_in(request), now=now
        )
    except ApplicationGone:
        raise Http404(GONE) from None
    except REFUSALS as refusal:
        form.add_error(None, refusal_sentence(refusal))
        return False
    messages.success(request, mail_waits(_("The message is written."), mail))
    return True


def mail_waits(done: str, mail: OutgoingMail) -> str:
    """What was done, where the mail is, and the way to it."""
    url = reverse("admin:hiring_outgoingmail_change", args=[mail.pk])
    return describe_with_link(done, mail, url, timezone.now())
