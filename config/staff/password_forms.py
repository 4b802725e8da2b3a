"""Forms in which staff sign in, ask for a new password and choose one."""

from typing import Any, cast

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.account.fields import PasswordField, SetPasswordField
from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from careers.models.address_field import StaffAddressField
from careers.text.email_addresses import address_spellings
from config.staff import login_limit
from config.staff.accounts import accounts_to_reset
from config.staff.tasks import defer_password_notice, send_password_reset


class StaffLoginForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Email address or user name")
        self.fields["password"].help_text = ""  # the page links to a new password below the form
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class StaffPasswordForm(allauth_forms.ChangePasswordForm):
    def clean_oldpassword(self) -> str:
        """Looks at the old password under the same limit as signing in does."""
        password = self.cleaned_data["oldpassword"]
        adapter = get_adapter()
        if not adapter.reauthenticate(cast(User, self.user), password):
            raise adapter.validation_error("enter_current_password")
        return str(password)

    @transaction.atomic
    def save(self) -> None:
        super().save()
        defer_password_notice(cast(User, self.user), get_language() or "")


class StaffResetForm(allauth_forms.ResetPasswordForm):
    """Asks for a link to a new password; what follows is the same for every address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = StaffAddressField(label=_("Email address"))
        self.fields["email"].widget.attrs["autocomplete"] = "email"

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email = str(self.cleaned_data["email"])
        ids = [user.pk for user in accounts_to_reset(email)]
        send_password_reset.defer(account_ids=ids, language=get_language() or "")
        return email


class StaffNewPasswordForm(allauth_forms.ResetPasswordKeyForm):
    @transaction.atomic
    def save(self) -> None:
        """Sets the password; tries made with the forgotten one no longer keep its owner out."""
        super().save()
        defer_password_notice(cast(User, self.user), get_language() or "")
        user = cast(User, self.user)
        login_limit.forget_tries(user.username, address_spellings(user.email))


class InvitedPasswordForm(allauth_forms.PasswordVerificationMixin, forms.Form):
    """The password of an account that does not exist yet. Input: user, unsaved, to compare with."""

    password1 = SetPasswordField(label=_("Password"))
    password2 = PasswordField(label=_("Password (again)"), autocomplete="new-password")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(SetPasswordField, self.fields["password1"]).user = user
