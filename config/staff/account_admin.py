"""Accounts and groups, with the names of permissions in the reader's language.

Django keeps those names in the database, in English.
"""

from typing import Any

from django import forms
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, SetUnusablePasswordMixin
from django.contrib.auth.models import Permission, User
from django.db import models
from django.db.models import Field
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from careers.models.address_field import StaffAddressField

ACTIONS = {"add": _("add"), "change": _("change"), "delete": _("delete"), "view": _("view")}
OWN = {
    "move_application": _("move to another stage"),
    "see_every_application": _("see those of every posting"),
}


class PermissionsField(forms.ModelMultipleChoiceField[Permission]):
    def label_from_instance(self, obj: Permission) -> str:
        return permission_in_words(obj)


def permission_in_words(permission: Permission) -> str:
    """Such as "Postings | posting | change"; the stored name where it is not one of ours."""
    action, _sign, model = permission.codename.partition("_")
    is_default = action in ACTIONS and model == permission.content_type.model
    words = ACTIONS[action] if is_default else OWN.get(permission.codename, permission.name)
    return f"{permission.content_type} | {words}"


def permissions_field(db_field: Field[Any, Any]) -> dict[str, Any]:
    """What a form's field for this column is made with: our labels, where it holds permissions."""
    is_ours = db_field.remote_field is not None and db_field.remote_field.model is Permission
    return {"form_class": PermissionsField} if is_ours else {}


class AccountPasswordForm(AdminPasswordChangeForm[User]):
    """Django's form has its warning in English, and the rest in the language the server began in."""

    usable_password_help_text: Any = format_lazy(
        '{}<ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
        SetUnusablePasswordMixin.usable_password_help_text,
        _("If disabled, the current password of this account will be lost."),
    )


class StaffUserAdmin(UserAdmin[User]):
    change_password_form = AccountPasswordForm
    formfield_overrides = {models.EmailField: {"form_class": StaffAddressField}}

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        made_with = kwargs | permissions_field(db_field)
        return super().formfield_for_manytomany(db_field, request=request, **made_with)


class StaffGroupAdmin(GroupAdmin):
    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest | None = None, **kwargs: Any
    ) -> Any:
        made_with = kwargs | permissions_field(db_field)
        return super().formfield_for_manytomany(db_field, request=request, **made_with)
