"""Inviting staff: making, mailing, withdrawing and accepting an invitation."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.models.exclusion import Exclusion
from config.staff.accounts import (
    derive_username,
    find_accounts,
    may_give_group,
    may_give_team,
)
from config.staff.invitation_links import OpenedLink
from config.staff.models import ALREADY_INVITED, Invitation
from config.staff.tasks import send_invitation


class InvitationRefused(Exception):
    """The wish cannot be fulfilled; says why, translated."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message


@transaction.atomic
def invite(*, invitation: Invitation, actor: User, now: datetime) -> Invitation:
    """Store a filled-in invitation and have it mailed.

    Raises InvitationRefused if the address has an account or an invitation already, or the actor
    may not give group or team; ValidationError for values that no form lets through.
    """
    refuse_taken_address(invitation.email)
    refuse_foreign_rights(invitation, actor)
    invitation.invited_by, invitation.invited_at, invitation.link_made_at = actor, now, now
    invitation.full_clean(validate_constraints=False)
    try:
        with transaction.atomic():
            invitation.save()
    except IntegrityError:  # somebody else was faster, as by a double click
        raise InvitationRefused(ALREADY_INVITED) from None
    send_invitation.defer(invitation_id=invitation.pk)
    return invitation


def refuse_taken_address(email: str) -> None:
    """Raises InvitationRefused if the address has an account, or an invitation that waits."""
    refuse_known_address(email)
    if Invitation.objects.waiting().filter(email=email).exists():
        raise InvitationRefused(ALREADY_INVITED)


@transaction.atomic
def send_invitation_again(*, invitation: Invitation, actor: User, now: datetime) -> None:
    """Mail a new link, valid for as long as the first was; the actor vouches for it from now on.

    Raises InvitationRefused if the invitation was accepted or withdrawn, its address has an account, or the actor may not give its group or team.
    """
    locked = lock_waiting_invitation(invitation)
    refuse_known_address(locked.email)
    refuse_foreign_rights(locked, actor)
    locked.invited_by, locked.link_made_at = actor, now
    locked.link_version += 1
    locked.save(update_fields=["invited_by", "link_made_at", "link_version"])
    send_invitation.defer(invitation_id=locked.pk)


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, now: datetime) -> None:
    """Make the invitation's links invalid; InvitationRefused if it was accepted or withdrawn."""
    locked = lock_waiting_invitation(invitation)
    locked.revoked_at = now
    locked.save(update_fields=["revoked_at"])


def refuse_known_address(email: str) -> None:
    if find_accounts(email):
        raise InvitationRefused(_("There is an account with this address already."))


def refuse_foreign_rights(invitation: Invitation, actor: User) -> None:
    if not may_give_group(actor, invitation.group):
        raise InvitationRefused(_("You cannot invite into this group."))
    if not may_give_team(actor, invitation.posting):
        raise InvitationRefused(_("You cannot invite into the hiring team of this posting."))


def lock_waiting_invitation(invitation: Invitation) -> Invitation:
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.accepted_at or locked.revoked_at:
        raise InvitationRefused(
            _("%(name)s: the invitation was accepted or withdrawn before.")
            % {"name": locked.full_name}
        )
    return locked


@transaction.atomic
def accept_invitation(*, invitation: Invitation, password: str, now: datetime) -> User:
    """Make the person's account with the invitation's group and hiring team.

    It is kept away from what its inviter is, who may be the same person. Raises InvitationRefused if the invitation cannot be accepted any more.
    """
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    is_latest = locked.link_version == invitation.link_version
    if not OpenedLink(locked, is_latest).can_be_accepted:
        raise InvitationRefused(_("This invitation can no longer be used."))
    user = User.objects.create_user(
        derive_username(locked.email),
        locked.email,
        password,
        first_name=locked.first_name,
        last_name=locked.last_name,
        is_staff=True,
    )
    user.groups.set([locked.group] if locked.group else [])
    if locked.posting:
        locked.posting.hiring_team.add(user)
    keep_away_as(locked.invited_by, user, now)
    locked.accepted_at, locked.account = now, user
    locked.save(update_fields=["accepted_at", "account"])
    return user


def keep_away_as(inviter: User | None, user: User, now: datetime) -> None:
    """Exclude them from the applications from which their inviter is kept away at this moment."""
    held = Exclusion.objects.filter(user=inviter) if inviter else Exclusion.objects.none()
    Exclusion.objects.bulk_create(
        Exclusion(
            application_id=one.application_id, user=user, by=one.by, at=now, reason=one.reason
        )
        for one in held.select_related("by")
    )
