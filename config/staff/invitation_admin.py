"""Inviting staff in the admin: a form, the list of invitations, sending again and withdrawing."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from careers.languages import language_codes, language_name
from careers.models import Posting
from careers.text.email_addresses import address_key
from config.staff import invitations
from config.staff.accounts import grantable_groups
from config.staff.models import Invitation


class InvitationForm(forms.ModelForm[Invitation]):
    language = forms.ChoiceField(label=_("Language of the email"), choices=list[tuple[str, str]])

    class Meta:
        model = Invitation
        fields = ("first_name", "last_name", "email", "group", "posting", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "language" in self.fields:
            field = cast(forms.ChoiceField, self.fields["language"])
            field.choices = [(code, language_name(code)) for code in language_codes()]

    def clean_email(self) -> str:
        email = address_key(self.cleaned_data["email"])
        try:
            invitations.refuse_taken_address(email)
        except invitations.InvitationRefused as refused:
            raise ValidationError(str(refused.message)) from None
        return email


class InvitationAdmin(admin.ModelAdmin[Invitation]):
    form = InvitationForm
    list_display = ("full_name", "email", "group", "state", "invited_by", "invited_at", "expires")
    list_select_related = ("group", "invited_by")
    list_filter = ("group",)
    search_fields = ("first_name", "last_name", "email")
    actions = ("send_again", "revoke")
    autocomplete_fields = ("posting",)
    readonly_fields = ("state", "invited_by", "invited_at", "expires", "accepted_at", "revoked_at")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Invitation | None = None) -> Any:
        return (*InvitationForm.Meta.fields, *(self.readonly_fields if obj else ()))

    def get_readonly_fields(self, request: HttpRequest, obj: Invitation | None = None) -> Any:
        return self.readonly_fields if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"language": get_language() or "", **super().get_changeform_initial_data(request)}

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offers the groups that this person may give, and the postings that they see."""
        user = cast(User, request.user)
        if db_field.name == "group":
            kwargs["queryset"] = grantable_groups(user)
        if db_field.name == "posting":
            kwargs["queryset"] = Posting.objects.for_user(user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Leaves out the icons beside selects: who invites changes no group and no posting."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Says it, too, if somebody else was faster after the form was checked, as by a double click."""
        try:
            return super().add_view(request, form_url, extra_context)
        except invitations.InvitationRefused as refused:
            self.message_user(request, str(refused.message), messages.ERROR)
            return redirect("admin:staff_invitation_changelist")

    def save_model(self, request: HttpRequest, obj: Invitation, form: Any, change: Any) -> None:
        invitations.invite(invitation=obj, actor=cast(User, request.user), now=timezone.now())

    @admin.display(description=_("name"), ordering="last_name")
    def full_name(self, invitation: Invitation) -> str:
        return invitation.full_name

    @admin.display(description=pgettext_lazy("invitation", "state"))
    def state(self, invitation: Invitation) -> str:
        return str(invitation.state.label)

    @admin.display(description=_("link valid until"), ordering="link_made_at")
    def expires(self, invitation: Invitation) -> datetime:
        return invitation.expires_at

    @admin.action(description=_("Send the chosen invitations again"), permissions=["add"])
    def send_again(self, request: HttpRequest, chosen: QuerySet[Invitation]) -> None:
        actor, now = cast(User, request.user), timezone.now()
        send = partial(invitations.send_invitation_again, actor=actor, now=now)
        done = self.do_to_each(request, chosen, send)
        sentence = ngettext(
            "%(count)d invitation is sent again; its earlier link no longer works.",
            "%(count)d invitations are sent again; their earlier links no longer work.",
            done,
        )
        self.report(request, sentence, done)

    @admin.action(description=_("Withdraw the chosen invitations"), permissions=["add"])
    def revoke(self, request: HttpRequest, chosen: QuerySet[Invitation]) -> None:
        revoke = partial(invitations.revoke_invitation, now=timezone.now())
        done = self.do_to_each(request, chosen, revoke)
        sentence = ngettext(
            "%(count)d invitation is withdrawn; its link no longer works.",
            "%(count)d invitations are withdrawn; their links no longer work.",
            done,
        )
        self.report(request, sentence, done)

    def do_to_each(
        self, request: HttpRequest, chosen: QuerySet[Invitation], do: Callable[..., None]
    ) -> int:
        """Does it to each and says why not where it is refused; returns how many it was done to."""
        done = 0
        for invitation in chosen:
            try:
                do(invitation=invitation)
            except invitations.InvitationRefused as refused:
                self.message_user(request, str(refused.message), messages.ERROR)
            else:
                self.log_change(request, invitation, [{"changed": {}}])
                done += 1
        return done

    def report(self, request: HttpRequest, sentence: str, done: int) -> None:
        if done:
            self.message_user(request, sentence % {"count": done}, messages.SUCCESS)
