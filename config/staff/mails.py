"""The mails to staff: an invitation, the link to a new password, and that a password was changed."""

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from applications.mails.base import build_message
from careers.text.email_addresses import to_mail_address
from careers.web.current_brand import current_brand
from careers.web.localized_urls import full_address
from config.staff.invitation_links import invitation_path
from config.staff.models import Invitation


def compose_invitation_mail(invitation: Invitation) -> EmailMessage:
    """The mail with the link by which the invited person makes the account, in the language chosen for it."""
    inviter = invitation.invited_by
    with override(invitation.language):
        context = {
            "invitation": invitation,
            "inviter": inviter.get_full_name() or inviter.get_username() if inviter else "",
            "url": full_address(invitation_path(invitation)),
            "site_url": settings.SITE_URL,
            "second_factor": settings.SECOND_FACTOR_REQUIRED,
        }
        subject = _("Your invitation to %(site)s") % {"site": current_brand().name}
        return compose_staff_mail(
            subject, "staff/email/invitation.txt", to=invitation.email, **context
        )


def compose_reset_mail(user: User, language: str) -> EmailMessage:
    """The mail with the link to a new password; it goes to the account's own address, whatever was typed."""
    key = [user_pk_to_url_str(user), default_token_generator.make_token(user)]
    with override(language):
        context = {
            "user": user,
            "url": full_address(reverse("account_reset_password_from_key", args=key)),
            "minutes": settings.PASSWORD_RESET_TIMEOUT // 60,
        }
        subject = _("A new password for %(site)s") % {"site": current_brand().name}
        return compose_staff_mail(subject, "staff/email/reset.txt", to=user.email, **context)


def compose_password_notice(user: User, language: str, changed_at: datetime) -> EmailMessage:
    """The mail that a password was changed: whoever did not do it learns of it, and what to do."""
    with override(language):
        context = {
            "user": user,
            "changed_at": changed_at,
            "url": full_address(reverse("account_reset_password")),
        }
        subject = _("Your password for %(site)s was changed") % {"site": current_brand().name}
        return compose_staff_mail(
            subject, "staff/email/password_changed.txt", to=user.email, **context
        )


def compose_staff_mail(subject: str, template: str, *, to: str, **context: object) -> EmailMessage:
    shared = {"organisation": settings.ORGANISATION, "brand_name": current_brand().name}
    body = render_to_string(template, shared | context)
    return build_message(subject, body, to_mail_address(to), sender_name=current_brand().employer)
