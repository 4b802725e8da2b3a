"""Invitations as services: who may give what, how long a link holds, what accepting makes."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import override

from applications.models import Application
from careers.models import Posting
from config.staff import invitations
from config.staff.accounts import find_accounts, grantable_groups
from config.staff.invitation_links import invitation_path, open_link
from config.staff.models import Invitation
from tests.applications.factories import ApplicationFactory
from tests.careers.factories import PostingFactory
from tests.config.people import hr_manager, person, team_member

pytestmark = pytest.mark.django_db

PASSWORD = "Ein-Neues-Wort-2026"


def invite(
    actor: User, email: str = "bea@example.org", group: str = "Editors", **fields: object
) -> Invitation:
    wanted = Invitation(
        **{"first_name": "Bea", "last_name": "Blum", "language": "en", **fields},
        email=email,
        group=Group.objects.get(name=group),
    )
    return invitations.invite(invitation=wanted, actor=actor, now=timezone.now())


def accept(invitation: Invitation, now: datetime | None = None) -> User:
    return invitations.accept_invitation(
        invitation=invitation, password=PASSWORD, now=now or timezone.now()
    )


def refusal(actor: User, group: str = "Editors", **fields: object) -> str:
    """Why an invitation is refused, in English."""
    with pytest.raises(invitations.InvitationRefused) as refused:
        invite(actor, group=group, **fields)
    with override("en"):
        return str(refused.value.message)


def key_of(invitation: Invitation) -> str:
    return invitation_path(invitation).split("/")[3]


def can_be_accepted(invitation: Invitation) -> bool:
    return open_link(key_of(invitation)).can_be_accepted


def test_hr_manager_may_give_the_groups_of_hr() -> None:
    administrators = Group.objects.create(name="Administrators")
    administrators.permissions.add(Permission.objects.get(codename="change_user"))
    names = [group.name for group in grantable_groups(hr_manager())]
    assert names == ["Editors", "HR managers", "Hiring team"]


def test_superuser_may_give_every_group() -> None:
    administrators = Group.objects.create(name="Administrators")
    administrators.permissions.add(Permission.objects.get(codename="change_user"))
    root = person("root", is_superuser=True)
    assert administrators in grantable_groups(root)


def test_group_with_more_rights_is_refused() -> None:
    administrators = Group.objects.create(name="Administrators")
    administrators.permissions.add(Permission.objects.get(codename="change_user"))
    assert refusal(hr_manager(), "Administrators") == "You cannot invite into this group."


def test_accepted_invitation_makes_staff_with_the_rights_of_the_group_only() -> None:
    user = accept(invite(hr_manager()))
    user = User.objects.get(pk=user.pk)
    assert (user.username, user.is_staff, user.is_superuser) == ("bea@example.org", True, False)
    assert [group.name for group in user.groups.all()] == ["Editors"]
    assert user.check_password(PASSWORD)


def test_accepted_invitation_says_who_invited_whom_and_when() -> None:
    hanna = hr_manager()
    invitation = invite(hanna)
    later = invitation.invited_at + timedelta(hours=1)
    user = accept(invitation, later)
    kept = Invitation.objects.get()
    assert (kept.invited_by, kept.account) == (hanna, user)
    assert (kept.invited_at, kept.accepted_at) == (invitation.invited_at, later)


def test_person_joins_the_hiring_team_of_the_posting() -> None:
    posting, other = PostingFactory(), PostingFactory()
    user = accept(invite(hr_manager(), group="Hiring team", posting=posting))
    assert [*user.hiring_postings.all()] == [posting]
    assert not other.hiring_team.exists()


def test_invitation_is_accepted_once() -> None:
    invitation = invite(hr_manager())
    accept(invitation)
    with pytest.raises(invitations.InvitationRefused):
        accept(invitation)
    assert User.objects.filter(email="bea@example.org").count() == 1


@pytest.mark.parametrize(("days", "opens"), [(6.9, True), (7.1, False)])
def test_link_holds_for_seven_days(days: float, opens: bool) -> None:
    invitation = invite(hr_manager())
    Invitation.objects.update(link_made_at=timezone.now() - timedelta(days=days))
    assert can_be_accepted(invitation) is opens


def test_days_of_a_link_are_a_setting(settings: object) -> None:
    settings.INVITATION_DAYS = 2
    invitation = invite(hr_manager())
    assert invitation.expires_at - invitation.link_made_at == timedelta(days=2)


def test_revoked_invitation_opens_nothing() -> None:
    invitation = invite(hr_manager())
    invitations.revoke_invitation(invitation=invitation, now=timezone.now())
    assert not can_be_accepted(invitation)
    with pytest.raises(invitations.InvitationRefused):
        accept(invitation)


def test_invitation_sent_again_opens_by_the_newer_link_only() -> None:
    hanna = hr_manager()
    old = invite(hanna)
    invitations.send_invitation_again(invitation=old, actor=hanna, now=timezone.now())
    new = Invitation.objects.get()
    assert (can_be_accepted(old), can_be_accepted(new)) == (False, True)


def test_expired_invitation_that_is_sent_again_opens() -> None:
    hanna = hr_manager()
    invitation = invite(hanna)
    Invitation.objects.update(link_made_at=timezone.now() - timedelta(days=8))
    invitations.send_invitation_again(invitation=invitation, actor=hanna, now=timezone.now())
    assert can_be_accepted(Invitation.objects.get())


def test_accepted_invitation_is_neither_sent_again_nor_revoked() -> None:
    hanna = hr_manager()
    invitation = invite(hanna)
    accept(invitation)
    with pytest.raises(invitations.InvitationRefused):
        invitations.send_invitation_again(invitation=invitation, actor=hanna, now=timezone.now())
    with pytest.raises(invitations.InvitationRefused):
        invitations.revoke_invitation(invitation=invitation, now=timezone.now())


@pytest.mark.parametrize("left", ["is_active", "is_staff"])
def test_invitation_ends_with_the_rights_of_who_invited(left: str) -> None:
    hanna = hr_manager()
    invitation = invite(hanna)
    assert can_be_accepted(invitation)
    User.objects.filter(pk=hanna.pk).update(**{left: False})
    assert not can_be_accepted(invitation)


def team_member_who_invites(posting: Posting) -> User:
    """Somebody who may invite, and sees this posting only."""
    tom = team_member()
    tom.user_permissions.add(Permission.objects.get(codename="add_invitation"))
    posting.hiring_team.add(tom)
    return tom


def test_invitation_ends_when_who_invited_no_longer_sees_its_posting() -> None:
    posting = PostingFactory()
    tom = team_member_who_invites(posting)
    invitation = invite(tom, group="Hiring team", posting=posting)
    assert can_be_accepted(invitation)
    posting.hiring_team.remove(tom)
    assert not can_be_accepted(invitation)


def test_nobody_invites_into_the_team_of_a_posting_that_they_do_not_see() -> None:
    tom = team_member_who_invites(PostingFactory())
    said = refusal(tom, group="Hiring team", posting=PostingFactory())
    assert said == "You cannot invite into the hiring team of this posting."


def test_nobody_sends_an_invitation_to_a_foreign_posting_again() -> None:
    tom, posting = team_member_who_invites(PostingFactory()), PostingFactory()
    invitation = invite(hr_manager(), group="Hiring team", posting=posting)
    with pytest.raises(invitations.InvitationRefused):
        invitations.send_invitation_again(invitation=invitation, actor=tom, now=timezone.now())
    posting.hiring_team.add(tom)
    invitations.send_invitation_again(invitation=invitation, actor=tom, now=timezone.now())
    assert can_be_accepted(Invitation.objects.get())


def test_invitation_ends_with_the_right_to_invite() -> None:
    invitation = invite(hr_manager())
    Group.objects.get(name="HR managers").permissions.remove(
        Permission.objects.get(codename="add_invitation")
    )
    assert not can_be_accepted(invitation)


def test_invitation_is_sent_again_by_whoever_may_give_its_group() -> None:
    invitation = invite(hr_manager())
    lesser = team_member()
    with pytest.raises(invitations.InvitationRefused):
        invitations.send_invitation_again(invitation=invitation, actor=lesser, now=timezone.now())
    assert Invitation.objects.get().link_version == 1
    other = hr_manager("olga")
    invitations.send_invitation_again(invitation=invitation, actor=other, now=timezone.now())
    assert Invitation.objects.get().invited_by == other


def test_invitation_into_a_group_that_grew_is_not_accepted() -> None:
    invitation = invite(hr_manager())
    Group.objects.get(name="Editors").permissions.add(
        Permission.objects.get(codename="change_user")
    )
    assert not can_be_accepted(invitation)


@pytest.mark.parametrize("active", [True, False])
def test_address_with_an_account_is_not_invited(active: bool) -> None:
    person("bea", email="Bea@Example.org", is_active=active)
    assert refusal(hr_manager()) == "There is an account with this address already."


def test_address_has_one_waiting_invitation() -> None:
    hanna = hr_manager()
    invite(hanna)
    assert refusal(hanna) == "This address has an invitation already; send it again."


def test_second_of_two_invitations_at_once_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    hanna = hr_manager()
    invite(hanna)
    monkeypatch.setattr(invitations, "refuse_taken_address", lambda _email: None)
    assert refusal(hanna) == "This address has an invitation already; send it again."
    assert Invitation.objects.count() == 1


def test_revoked_address_can_be_invited_again() -> None:
    hanna = hr_manager()
    invitations.revoke_invitation(invitation=invite(hanna), now=timezone.now())
    assert can_be_accepted(invite(hanna))


def test_user_name_has_only_what_user_names_may_have() -> None:
    user = accept(invite(hr_manager(), email="o'neil@example.org"))
    user.full_clean()
    assert (user.username, user.email) == ("o-neil@example.org", "o'neil@example.org")


def test_user_name_that_is_taken_gets_a_number() -> None:
    person("o-neil@example.org", email="other@example.org")
    user = accept(invite(hr_manager(), email="o'neil@example.org"))
    assert user.username == "o-neil@example.org-2"


@pytest.mark.parametrize("key", ["x", "a:b:c", "ImEi:1abcde:" + "x" * 43])
def test_key_that_is_none_of_ours_opens_nothing(key: str) -> None:
    assert open_link(key).invitation is None


@pytest.mark.parametrize("name", ["first_name", "last_name"])
@pytest.mark.parametrize("between", ["\n", "\u2028", "\x1b", "\u202e"])
def test_name_in_an_invitation_is_one_line_of_what_can_be_seen(name: str, between: str) -> None:
    hanna = hr_manager()
    with pytest.raises(ValidationError):
        invite(hanna, **{name: f"Bea{between}Blum"})
    assert invite(hanna, **{name: "Bea Blum"}).pk


@pytest.mark.parametrize("name", ["kim", "bea@weiß.example"])
@pytest.mark.parametrize("stored", ["bea@weiß.example", "bea@xn--wei-7ka.example"])
def test_account_is_found_in_either_form_of_its_domain(name: str, stored: str) -> None:
    user = person(name, email=stored if name == "kim" else "")
    found = [find_accounts(typed) for typed in ("bea@weiß.example", "Bea@xn--wei-7ka.example")]
    assert found == [[user], [user]]
    assert find_accounts("bea@weiss.example") == []


def test_invitation_to_an_address_that_got_an_account_is_not_sent_again() -> None:
    hanna = hr_manager()
    invitation = invite(hanna)
    person("bea", email="bea@example.org")
    with pytest.raises(invitations.InvitationRefused):
        invitations.send_invitation_again(invitation=invitation, actor=hanna, now=timezone.now())
    assert not can_be_accepted(invitation)


def test_who_is_kept_away_invites_nobody_who_sees_it() -> None:
    """The invited account may be their own."""
    application, hr, other = ApplicationFactory(), hr_manager(), hr_manager("helga")
    application.exclusions.create(user=hr, by=other, at=timezone.now(), reason="Sister")
    invited = accept(invite(hr, group="HR managers"))
    by_other = accept(invite(other, "clara@example.org", group="HR managers"))
    seen = Application.objects.all()
    assert [seen.for_user(one).count() for one in (invited, by_other)] == [0, 1]
    kept = invited.exclusions.get()
    assert (kept.by, kept.reason) == (other, "Sister")
