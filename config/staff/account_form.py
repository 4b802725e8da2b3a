"""The role in the form of an account: one of the groups, each with a sentence on what it may do."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from config.staff.roles import describe_role, name_role

NO_ROLE = ("", _("No role"))


class RoleChoice(forms.RadioSelect):
    """One of several groups, for a field that takes a list of them."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        chosen = super().value_from_datadict(data, files, name)
        return [chosen] if chosen else []

    def format_value(self, value: Any) -> list[str]:
        """The choice without a role is marked where there is none."""
        return super().format_value(value) or [""]


class RoleField(forms.ModelMultipleChoiceField[Group]):
    def label_from_instance(self, obj: Group) -> SafeString:
        rights = describe_role(obj)
        if not rights:
            return format_html("{}", name_role(obj))
        return format_html('{} <span class="help">{}</span>', name_role(obj), rights)


class AccountForm(UserChangeForm[User]):
    """Django's, with the role as a choice of one; who is in several groups keeps them all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "groups" in self.fields:
            field = cast(RoleField, self.fields["groups"])
            choices = [*cast(Iterable[tuple[Any, Any]], field.choices)]
            is_one = self.instance.groups.count() <= 1
            field.widget = RoleChoice() if is_one else forms.CheckboxSelectMultiple()
            field.widget.choices = [NO_ROLE, *choices] if is_one else choices
            field.widget.is_required = False
