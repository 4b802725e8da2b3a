"""The groups that the portal comes with, as people call them: what a role is named and what it may do."""

from typing import NamedTuple

from django.contrib.auth.models import Group
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(NamedTuple):
    name: Promise
    rights: Promise


ROLES = {
    "HR managers": Role(
        _("HR managers"),
        _("Everything: postings, text blocks, applications, invitations to the team."),
    ),
    "Editors": Role(_("Editors"), _("Postings and text blocks, no applications.")),
    "Hiring team": Role(
        _("Hiring team"),
        _("Reads and rates the applications for the postings whose hiring team one is on."),
    ),
}
"""By the name of the group in the database; a group under another name is called as it is."""


def name_role(group: Group) -> str:
    """The name of a group in the active language."""
    role = ROLES.get(group.name)
    return str(role.name) if role else group.name


def describe_role(group: Group) -> str:
    """What its members may do, in the active language; empty for a group of the organisation's own."""
    role = ROLES.get(group.name)
    return str(role.rights) if role else ""


def name_groups() -> None:
    """Lists, choices and filters of the admin call a group by str()."""
    Group.add_to_class("__str__", name_role)
