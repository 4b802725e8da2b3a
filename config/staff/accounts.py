"""Which accounts belong to a typed name or address, and what somebody may give: groups, teams, permissions."""

import re
from itertools import chain, count

from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q, QuerySet

from applications.models import Application
from applications.models.application import SEE_EVERY_APPLICATION
from careers.models import Posting
from careers.models.posting import CHOOSE_HIRING_TEAM
from careers.text.email_addresses import address_key, address_spellings
from config.staff.login_limit import account_key

LONGEST_USERNAME = 150
NOT_IN_USERNAMES = re.compile(r"[^\w.@+-]")
"""The other characters of django.contrib.auth.validators.UnicodeUsernameValidator."""


def find_login_account(login: str) -> User | None:
    """The one account that signs in by this name, or else the one active account with this address.

    Spellings that count as other names find none. One query, whatever is typed.
    """
    typed = login.strip()
    key = account_key(typed)
    named = Q(username__iexact=typed)
    for spelling in address_spellings(typed):
        named |= Q(email__iexact=spelling)
    found = list(User.objects.filter(named))
    same = [user for user in found if account_key(user.username) == key]
    exact = [user for user in same if user.username == typed]
    if same:
        return next(iter(exact or same)) if exact or len(same) == 1 else None
    mailbox = [user for user in found if address_key(user.email) == address_key(typed)]
    active = [user for user in mailbox if user.is_active]
    return active[0] if len(active) == 1 else None


def find_accounts(email: str) -> list[User]:
    """Every account with this address, active or not, staff or not, the oldest first."""
    key = address_key(email.strip())
    named = Q()
    for spelling in address_spellings(email.strip()):
        named |= Q(email__iexact=spelling) | Q(username__iexact=spelling)
    found = User.objects.filter(named).order_by("pk")
    return [user for user in found if key in {address_key(user.email), address_key(user.username)}]


def accounts_to_reset(email: str) -> list[User]:
    """Active staff with this address who sign in with a password."""
    return [
        user for user in find_accounts(email) if is_resettable(user) and has_address(user, email)
    ]


def is_resettable(user: User) -> bool:
    return user.is_active and user.is_staff and user.has_usable_password()


def has_address(user: User, email: str) -> bool:
    return address_key(user.email) == address_key(email.strip())


def derive_username(email: str) -> str:
    """A user name that is free: the address, with a number behind it where that is taken."""
    base = NOT_IN_USERNAMES.sub("-", email)[: LONGEST_USERNAME - 10]
    alike = User.objects.filter(username__istartswith=base).values_list("username", flat=True)
    taken = {name.casefold() for name in alike}
    numbered = (f"{base}-{number}" for number in count(2))
    return next(name for name in chain([base], numbered) if name.casefold() not in taken)


def may_give_group(user: User, group: Group | None) -> bool:
    return group is not None and grantable_groups(user).filter(pk=group.pk).exists()


def may_give_team(user: User, posting: Posting | None) -> bool:
    """Whether this person may bring others into the hiring team: who may choose it, and who is on it."""
    is_chooser = user.has_perm(CHOOSE_HIRING_TEAM)
    return posting is None or is_chooser or posting.hiring_team.filter(pk=user.pk).exists()


def permissions_of(user: User) -> QuerySet[Permission]:
    """What a person may do, as a superuser everything; also of an account that is not active now."""
    if user.is_superuser:
        return Permission.objects.all()
    given = Q(user=user) | Q(group__user=user)
    return Permission.objects.filter(pk__in=Permission.objects.filter(given).values("pk"))


def has_rights_of(user: User, other: User) -> bool:
    """Whether somebody has every right of another one, and so gains nothing by the other's account."""
    if user.is_superuser or other.is_superuser:
        return user.is_superuser
    more = permissions_of(other).exclude(pk__in=permissions_of(user).values("pk"))
    return not more.exists() and sees_as_much(user, other)


def sees_as_much(user: User, other: User) -> bool:
    """Whether the other one's account shows no applications that this person does not, or could not, see anyway.

    Teams count, also of accounts that are not active now, and from which applications this person is kept away.
    """
    teams = Posting.objects.filter(hiring_team=other)
    if user.has_perm(SEE_EVERY_APPLICATION) or user.has_perm(CHOOSE_HIRING_TEAM):
        teams = teams.none()
    foreign = teams.exclude(pk__in=Posting.objects.filter(hiring_team=user).values("pk"))
    kept_away = Application.objects.for_user(other).filter(exclusions__user=user)
    return not foreign.exists() and not kept_away.exists()


def grantable_groups(user: User) -> QuerySet[Group]:
    """The groups whose every right this person has, too: nobody gives more than they have."""
    groups = Group.objects.order_by("name")
    if user.is_active and user.is_superuser:
        return groups
    own = user.get_all_permissions()
    rights = groups.prefetch_related("permissions__content_type")
    allowed = [
        group.pk
        for group in rights
        if {f"{one.content_type.app_label}.{one.codename}" for one in group.permissions.all()}
        <= own
    ]
    return groups.filter(pk__in=allowed)
