"""The outbox in the admin: what waits, what failed, and what can still be changed about it."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST

from applications.services.locking import ApplicationGone
from careers.admin.page_of_keys import PageOfKeys
from hiring.admin.bulk_pages import as_asked, find_newest
from hiring.enums import OutgoingState
from hiring.forms.outbox import OutgoingMailForm
from hiring.mails.departure_words import describe_departure
from hiring.models import OutgoingMail
from hiring.rights import MAY_WRITE
from hiring.services.decisions import DecisionRefused
from hiring.services.outbox import OutboxRefused, edit_mail, send_mail_now
from hiring.services.settling import confirm_arrival, confirm_told_otherwise, take_back_mail

if TYPE_CHECKING:
    Base = admin.ModelAdmin[OutgoingMail]
else:
    Base = admin.ModelAdmin

CHANGE = "admin:hiring_outgoingmail_change"
REFUSALS = (OutboxRefused, DecisionRefused)

# What can be done with a mail beside editing it: function, and the sentence said afterwards.
STEPS: dict[str, tuple[Callable[..., None], Any]] = {
    "send": (send_mail_now, gettext_lazy("The email leaves in the next moments.")),
    "take_back": (
        take_back_mail,
        gettext_lazy("The email is taken back, and what it was to tell of is undone."),
    ),
    "arrived": (confirm_arrival, gettext_lazy("Noted: the email has arrived.")),
    "told": (
        confirm_told_otherwise,
        gettext_lazy("Noted: the applicant was told in another way."),
    ),
}
STEPS_OF_STATE: dict[OutgoingState, tuple[str, ...]] = {
    OutgoingState.WAITING: ("send", "take_back"),
    OutgoingState.REFUSED: ("send", "told", "take_back"),
    OutgoingState.DOUBTFUL: ("arrived", "send", "told", "take_back"),
}

TITLES = {
    "send_selected": gettext_lazy("Send now"),
    "take_back_selected": gettext_lazy("Take back"),
}
SHOWN = 30
"""So many are named before something is done with several; of the others there is the number."""


class OutgoingStateFilter(admin.SimpleListFilter):
    """Without a choice the list shows what has not ended: that is what somebody has to look at."""

    title = gettext_lazy("state")
    parameter_name = "state"
    OPEN = (
        OutgoingState.WAITING,
        OutgoingState.SENDING,
        OutgoingState.REFUSED,
        OutgoingState.DOUBTFUL,
    )

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("all", pgettext_lazy("mails", "all")), *OutgoingState.choices]

    def choices(self, changelist: Any) -> Any:
        """Django's first choice means "all"; ours is what has not ended."""
        first, *others = super().choices(changelist)
        yield {**first, "display": pgettext_lazy("mails", "not sent yet")}
        yield from others

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[OutgoingMail]
    ) -> QuerySet[OutgoingMail]:
        if self.value() == "all":
            return queryset
        if self.value() in OutgoingState.values:
            return queryset.filter(state=self.value())
        return queryset.filter(state__in=self.OPEN)


@admin.register(OutgoingMail)
class OutgoingMailAdmin(Base):
    """Whoever may read it sees the mails of the applications they may see, and no other."""

    list_display = ("applicant", "subject", "occasion", "state_shown", "send_after", "answer")
    list_display_links = ("applicant", "subject")
    list_filter = (OutgoingStateFilter, "occasion")
    list_select_related = ("application__posting", "written_by")
    list_per_page = 50
    search_fields = ("application__name", "application__reference", "subject")
    search_help_text = gettext_lazy("Name, reference or subject")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ("send_selected", "take_back_selected")
    menu_name = gettext_lazy("Outbox")

    @admin.display(description=gettext_lazy("applicant"), ordering="application__name")
    def applicant(self, mail: OutgoingMail) -> str:
        return mail.application.name

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_shown(self, mail: OutgoingMail) -> SafeString:
        markup = '<span class="state mail-{}">{}</span>'
        return format_html(markup, mail.state, OutgoingState(mail.state).label)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[PageOfKeys]:
        return PageOfKeys

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutgoingMail]:
        return OutgoingMail.objects.for_user(request.user)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> OutgoingMail:
        """A foreign mail is answered like one that does not exist."""
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404(_("There is no such email."))
        return found

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path(
                "<path:object_id>/step/",
                view(require_POST(self.step_view)),
                name="hiring_outgoingmail_step",
            ),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        return super().changelist_view(request, {"title": self.menu_name, **(extra_context or {})})

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The mail as it will leave; a form as long as it may be edited."""
        mail = self.get_object(request, object_id)
        if not self.has_view_permission(request, mail):
            raise PermissionDenied
        may_edit = mail.is_editable and request.user.has_perm(MAY_WRITE)
        words = {"subject": mail.subject, "body": mail.body, "send_after": mail.send_after}
        data = request.POST or None
        form = (
            OutgoingMailForm(data, initial=words, letter_language=mail.language)
            if may_edit
            else None
        )
        if request.method == "POST":
            if form is None:
                raise PermissionDenied
            if form.is_valid() and self.save_words(request, mail, form):
                return self.run_step(request, mail)
        return self.render_mail(request, mail, form)

    def save_words(self, request: HttpRequest, mail: OutgoingMail, form: OutgoingMailForm) -> bool:
        try:
            words = {name: form.cleaned_data[name] for name in ("subject", "body", "send_after")}
            mail = edit_mail(mail=mail, **words)
        except OutboxRefused as refusal:
            form.add_error(None, str(refusal))
            return False
        if form.has_changed():
            where = describe_departure(mail, timezone.now())
            messages.success(request, " ".join((_("The email is changed."), where)))
        return True

    def render_mail(
        self, request: HttpRequest, mail: OutgoingMail, form: OutgoingMailForm | None
    ) -> HttpResponse:
        steps = STEPS_OF_STATE.get(OutgoingState(mail.state), ())
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": mail,
            "title": mail.subject,
            "form": form,
            "steps": steps if request.user.has_perm(MAY_WRITE) else (),
            "step_url": reverse("admin:hiring_outgoingmail_step", args=[mail.pk]),
        }
        wrong = form is not None and form.is_bound
        return TemplateResponse(
            request,
            "admin/hiring/outgoingmail/change_form.html",
            context,
            status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        )

    def step_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """One button of the page of a mail that is no longer edited."""
        mail = self.get_object(request, object_id)
        if not request.user.has_perm(MAY_WRITE) or request.POST.get("step") not in STEPS:
            raise PermissionDenied
        return self.run_step(request, mail)

    def run_step(self, request: HttpRequest, mail: OutgoingMail) -> HttpResponse:
        """What the button means by which the form was sent; none but "save" means nothing more."""
        if (step := request.POST.get("step")) in STEPS:
            act, done = STEPS[step]
            try:
                act(mail=mail, now=timezone.now())
            except ApplicationGone:
                raise Http404(_("This application has been erased.")) from None
            except REFUSALS as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, str(done))
        return redirect(CHANGE, mail.pk)

    @admin.action(description=TITLES["send_selected"], permissions=["write"])
    def send_selected(
        self, request: HttpRequest, queryset: QuerySet[OutgoingMail]
    ) -> HttpResponse | None:
        return self.run_on_selection(request, queryset, "send_selected", send_mail_now)

    @admin.action(description=TITLES["take_back_selected"], permissions=["write"])
    def take_back_selected(
        self, request: HttpRequest, queryset: QuerySet[OutgoingMail]
    ) -> HttpResponse | None:
        return self.run_on_selection(request, queryset, "take_back_selected", take_back_mail)

    def run_on_selection(
        self,
        request: HttpRequest,
        queryset: QuerySet[OutgoingMail],
        action: str,
        act: Callable[..., None],
    ) -> HttpResponse | None:
        """Asks first and says how many mails it is about; then does what is possible."""
        found = as_asked(request, queryset).select_related("application")
        if "confirmed" not in request.POST:
            return self.ask_about_selection(request, found, action)
        done = 0
        for mail in found:
            try:
                act(mail=mail, now=timezone.now())
            except (*REFUSALS, ApplicationGone) as refusal:
                messages.warning(request, f"{mail.application}: {refusal}")
            else:
                done += 1
        words = ngettext("Done for one email.", "Done for %(count)d emails.", done)
        messages.success(request, words % {"count": done})
        return None

    def ask_about_selection(
        self, request: HttpRequest, queryset: QuerySet[OutgoingMail], action: str
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": TITLES[action],
            "action": action,
            "mails": queryset[:SHOWN],
            "count": queryset.count(),
            "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "select_across": request.POST.get("select_across", "0"),
            "checkbox_name": ACTION_CHECKBOX_NAME,
            "newest": find_newest(self, request),
        }
        return TemplateResponse(request, "admin/hiring/outgoingmail/confirm.html", context)

    def has_write_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_WRITE)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: OutgoingMail | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: OutgoingMail | None = None) -> bool:
        return False
