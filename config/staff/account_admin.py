"""Accounts and groups: who may change them, with the names of permissions in the reader's language.

Django keeps those names in the database, in English.
"""

from typing import Any, cast, override

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, SetUnusablePasswordMixin
from django.contrib.auth.models import Group, Permission, User
from django.db import models, transaction
from django.db.models import Field, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import format_lazy
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from careers.models.address_field import StaffAddressField
from config.staff.account_form import AccountForm, RoleField
from config.staff.accounts import (
    grantable_groups,
    has_rights_of,
    may_give_group,
    permissions_of,
)
from config.staff.models import OF_ONE_LINE, Invitation
from config.staff.roles import name_role
from config.staff.tasks import defer_password_notice

ACTIONS = {"add": _("add"), "change": _("change"), "delete": _("delete"), "view": _("view")}
SIGN_IN = ("username", "password", "is_staff", "is_superuser", "last_login", "date_joined")
OWN = {
    "move_application": _("move to another stage"),
    "see_every_application": _("see those of every posting"),
    "choose_hiring_team": _("choose who sees its applications"),
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


def permissions_field(db_field: Field[Any, Any], giver: User | None) -> dict[str, Any]:
    """What a form's field for permissions is made with: our labels, and those that the giver has."""
    if db_field.remote_field is None or db_field.remote_field.model is not Permission:
        return {}
    given = Permission.objects.all() if giver is None else permissions_of(giver)
    return {"form_class": PermissionsField, "queryset": given.select_related("content_type")}


def signed_in(request: HttpRequest) -> User:
    return cast(User, request.user)


class AccountPasswordForm(AdminPasswordChangeForm[User]):
    """Django's form has its warning in English, and the rest in the language the server began in."""

    usable_password_help_text: Any = format_lazy(
        '{}<ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
        SetUnusablePasswordMixin.usable_password_help_text,
        _("If disabled, the current password of this account will be lost."),
    )

    @override
    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        """Tells the owner of the account, in the language of the invitation if there was one."""
        user = super().save(commit)
        invited = Invitation.objects.filter(account=user).values_list("language", flat=True).first()
        defer_password_notice(user, invited or get_language() or "")
        return user


class StaffUserAdmin(UserAdmin[User]):
    """Django's, but nobody gives rights that they have not, or changes the account of somebody with more."""

    form = AccountForm
    change_password_form = AccountPasswordForm
    list_display = ("full_name", "email", "roles", "is_active")
    list_filter = ("is_active", "groups")
    ordering = ("last_name", "first_name", "username")
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("first_name", "last_name", "email", "groups", "is_active")}),
        (_("Sign-in"), {"classes": ("collapse",), "fields": SIGN_IN}),
    )
    formfield_overrides = {models.EmailField: {"form_class": StaffAddressField}}

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Names stand in mails, on a line with other words."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name in {"first_name", "last_name"}:
            field.validators = [*field.validators, *OF_ONE_LINE]
        return field

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        made_with = kwargs | permissions_field(db_field, signed_in(request))
        if db_field.name == "groups":
            groups = grantable_groups(signed_in(request))
            return RoleField(queryset=groups, required=False, label=_("Role"))
        return super().formfield_for_manytomany(db_field, request=request, **made_with)

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Whether somebody may do everything is a matter among those who may."""
        if obj is None or signed_in(request).is_superuser:
            return super().get_fieldsets(request, obj)
        fields = [name for name in SIGN_IN if name != "is_superuser"]
        return (self.fieldsets[0], (_("Sign-in"), {"classes": ("collapse",), "fields": fields}))

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Leads to an invitation by mail: nobody sets another one's first password."""
        may_invite = signed_in(request).has_perm("staff.add_invitation")
        if request.method == "GET" and may_invite and IS_POPUP_VAR not in request.GET:
            return redirect("admin:staff_invitation_add")
        return super().add_view(request, form_url, extra_context)

    @admin.display(description=_("name"), ordering="last_name")
    def full_name(self, user: User) -> str:
        return user.get_full_name() or user.get_username()

    @admin.display(description=pgettext_lazy("account", "role"))
    def roles(self, user: User) -> str:
        return ", ".join(name_role(group) for group in user.groups.all())

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (obj is None or has_rights_of(signed_in(request), obj))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or has_rights_of(signed_in(request), obj))


class StaffGroupAdmin(GroupAdmin):
    """Django's, but of a group everybody gives and takes away only what they may do themselves."""

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest | None = None, **kwargs: Any
    ) -> Any:
        made_with = kwargs | permissions_field(db_field, signed_in(request) if request else None)
        return super().formfield_for_manytomany(db_field, request=request, **made_with)

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (obj is None or may_give_group(signed_in(request), obj))

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or may_give_group(signed_in(request), obj))
