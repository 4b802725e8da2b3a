"""Second factors in the admin: looked at and removed, never shown."""

from typing import Any, cast

from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from config.staff.accounts import has_rights_of
from config.staff.package_names import name_model


def name_second_factors() -> None:
    """Gives allauth's model and its columns names that are translated."""
    columns = {
        "user": _("user"),
        "type": _("kind"),
        "created_at": _("set up on"),
        "last_used_at": _("last used"),
    }
    name_model(Authenticator, _("second factor"), _("second factors"), columns)


class SecondFactorAdmin(admin.ModelAdmin[Authenticator]):
    """For a lost phone: delete the person's second factors; secrets are never shown."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_select_related = ("user",)
    list_filter = ("type",)
    search_fields = ("user__username",)
    fields = list_display
    readonly_fields = list_display

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Authenticator | None = None) -> bool:
        """Without it a password is enough, so nobody takes it from an account of more rights."""
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or has_rights_of(cast(User, request.user), obj.user))

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """By what is shown only: asked by its beginning, a secret would be told letter for letter."""
        is_shown = lookup.partition(LOOKUP_SEP)[0] in self.list_display
        return is_shown and super().lookup_allowed(lookup, value, request)

    def has_change_permission(self, request: HttpRequest, obj: Authenticator | None = None) -> bool:
        return False
