"""Receipts and other mails that write themselves, and that were refused: what the server said, and what can be done."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from applications.models import Application, MailDelivery
from applications.services.locking import ApplicationGone
from applications.services.refused_mails import RetryRefused, retry_refused_mail
from careers.admin.page_of_keys import PageOfKeys
from hiring.rights import MAY_MOVE, MAY_READ_MAILS, MAY_WRITE
from hiring.services.bulk import refusal_sentence

if TYPE_CHECKING:
    Base = admin.ModelAdmin[MailDelivery]
else:
    Base = admin.ModelAdmin


@admin.register(MailDelivery)
class RefusedMailAdmin(Base):
    """Those about applications that somebody may see, for who reads the outbox; nothing is edited."""

    list_display = ("applicant", "kind", "answer", "refused_at", "address")
    list_display_links = None
    list_select_related = ("application",)
    list_per_page = 50
    ordering = ("-refused_at", "-pk")
    search_fields = ("application__name", "application__reference")
    search_help_text = gettext_lazy("Name or reference")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ("retry_selected",)
    fields = ("kind", "answer", "refused_at")
    menu_name = gettext_lazy("Automatic emails that were refused")

    @admin.display(description=gettext_lazy("applicant"), ordering="application__name")
    def applicant(self, delivery: MailDelivery) -> SafeString:
        application = application_of(delivery)
        url = reverse("admin:applications_application_change", args=[application.pk])
        return format_html('<a href="{}">{} ({})</a>', url, application.name, application)

    @admin.display(description=gettext_lazy("email"))
    def address(self, delivery: MailDelivery) -> SafeString | str:
        """The way to correct it, as long as the applicant has not asked for erasure."""
        application = application_of(delivery)
        if application.is_restricted:
            return ""
        url = reverse("admin:applications_application_address", args=[application.pk])
        return format_html('<a href="{}">{}</a>', url, _("Correct the address"))

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        shown = self.list_display
        return shown if request.user.has_perm(MAY_MOVE) else shown[:-1]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[PageOfKeys]:
        return PageOfKeys

    def get_queryset(self, request: HttpRequest) -> QuerySet[MailDelivery]:
        return MailDelivery.objects.for_user(request.user).with_refusal()

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> MailDelivery:
        """A mail about a hidden application is answered like one that does not exist."""
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404(_("There is no such email."))
        return found

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        return super().changelist_view(request, {"title": self.menu_name, **(extra_context or {})})

    @admin.action(description=gettext_lazy("Try again"), permissions=["write"])
    def retry_selected(self, request: HttpRequest, queryset: QuerySet[MailDelivery]) -> None:
        done = 0
        for delivery in queryset.select_related("application"):
            try:
                retry_refused_mail(delivery=delivery, now=timezone.now())
            except (RetryRefused, ApplicationGone) as refusal:
                messages.warning(request, f"{delivery.application}: {refusal_sentence(refusal)}")
            else:
                done += 1
        words = ngettext("%(n)d email is tried again.", "%(n)d emails are tried again.", done)
        messages.success(request, words % {"n": done})

    def has_write_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_WRITE)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_READ_MAILS)

    def has_view_permission(self, request: HttpRequest, obj: MailDelivery | None = None) -> bool:
        return request.user.has_perm(MAY_READ_MAILS)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: MailDelivery | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: MailDelivery | None = None) -> bool:
        return False


def application_of(delivery: MailDelivery) -> Application:
    """Rows of the list have one: see MailDeliveryQuerySet.for_user."""
    return cast(Application, delivery.application)
