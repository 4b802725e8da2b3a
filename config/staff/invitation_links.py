"""The links in invitations: signed, for the newest mail only, and for as long as the inviter may invite."""

from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

from config.staff.accounts import may_give
from config.staff.models import Invitation, InvitationState

SALT = "staff.invitation"


@dataclass(frozen=True)
class OpenedLink:
    """What a link leads to: an invitation, or none if the link is none of ours; `is_latest` if no newer one was mailed."""

    invitation: Invitation | None
    is_latest: bool = False

    @property
    def can_be_accepted(self) -> bool:
        return (
            self.invitation is not None
            and self.is_latest
            and self.invitation.state == InvitationState.OPEN
            and is_still_backed(self.invitation)
        )


def is_still_backed(invitation: Invitation) -> bool:
    """Whether who invited is still active and may still give the group: else a link would outlive its maker's rights."""
    inviter = invitation.invited_by
    if inviter is None or not inviter.has_perm("staff.add_invitation"):
        return False
    return may_give(inviter, invitation.group)


def invitation_path(invitation: Invitation) -> str:
    """Path of the page on which the person accepts; it holds a key, so it must not be logged."""
    key = signing.dumps([invitation.pk, invitation.link_version], salt=SALT)
    return reverse("accept_invitation", args=[key])


def open_link(key: str) -> OpenedLink:
    """What the key in an invitation's link leads to; its age counts in the invitation itself."""
    try:
        number, version = signing.loads(key, salt=SALT)
    except signing.BadSignature:
        return OpenedLink(None)
    found = Invitation.objects.select_related("invited_by", "group", "posting").filter(pk=number)
    invitation = found.first()
    if invitation is None:
        return OpenedLink(None)
    return OpenedLink(invitation, is_latest=invitation.link_version == version)
