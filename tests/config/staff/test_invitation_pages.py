"""Inviting in the admin, the mail, and the page behind its link."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission, User
from django.core import mail
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from config.staff import invitations
from config.staff.invitation_links import invitation_path
from config.staff.models import Invitation
from config.staff.tasks import send_invitation
from tests.careers.factories import PostingFactory
from tests.config.people import browser, hr_manager, person
from tests.config.staff.test_invitations import PASSWORD, accept, invite
from tests.smtp import SmtpServer

pytestmark = pytest.mark.django_db

LIST = "/admin/staff/invitation/"
CHOSEN = {"password1": PASSWORD, "password2": PASSWORD}


def form(**changed: object) -> dict[str, object]:
    group = Group.objects.get(name="Editors")
    return {
        "first_name": "Bea",
        "last_name": "Blum",
        "email": "Bea@Example.org",
        "group": group.pk,
        "posting": "",
        "language": "en",
        **changed,
    }


def do(client: Client, action: str) -> str:
    chosen = [*Invitation.objects.values_list("pk", flat=True)]
    answer = client.post(LIST, {"action": action, "_selected_action": chosen}, follow=True)
    return " ".join(str(message) for message in answer.context["messages"])


def test_hr_manager_invites_in_the_admin() -> None:
    answer = browser(hr_manager()).post(f"{LIST}add/", form())
    invitation = Invitation.objects.get()
    assert (answer.status_code, invitation.email, invitation.invited_by.username) == (
        302, "bea@example.org", "hanna",
    )  # fmt: skip


def test_form_offers_the_groups_that_may_be_given_only() -> None:
    Group.objects.create(name="Administrators").permissions.set(
        Group.objects.get(name="HR managers").permissions.model.objects.all()
    )
    page = browser(hr_manager()).get(f"{LIST}add/")
    offered = page.context["adminform"].form.fields["group"].queryset
    assert [group.name for group in offered] == ["Editors", "HR managers", "Hiring team"]


def test_selects_have_no_icons_that_change_groups_or_postings() -> None:
    page = browser(User.objects.create_superuser("root")).get(f"{LIST}add/").content.decode()
    assert (page.count('id="id_group"'), page.count("related-widget-wrapper")) == (1, 0)


def test_group_that_is_not_offered_is_refused() -> None:
    group = Group.objects.create(name="Administrators")
    group.permissions.set(Group.objects.get(name="HR managers").permissions.model.objects.all())
    answer = browser(hr_manager()).post(f"{LIST}add/", form(group=group.pk))
    assert (answer.status_code, Invitation.objects.count()) == (200, 0)


def test_form_refuses_an_address_with_an_account() -> None:
    person("bea", email="bea@example.org")
    answer = browser(hr_manager()).post(f"{LIST}add/", form())
    assert answer.context["adminform"].form.errors == {
        "email": ["There is an account with this address already."]
    }


def test_form_refuses_a_second_invitation() -> None:
    hanna = hr_manager()
    invite(hanna)
    answer = browser(hanna).post(f"{LIST}add/", form())
    assert (answer.status_code, Invitation.objects.count()) == (200, 1)
    assert "This address has an invitation already; send it again." in answer.text


def test_second_of_two_forms_at_once_leads_to_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    hanna = hr_manager()
    invite(hanna, email="bea@example.org")
    monkeypatch.setattr(invitations, "refuse_taken_address", lambda _email: None)
    monkeypatch.setattr(Invitation, "validate_constraints", lambda *_args, **_kwargs: None)
    answer = browser(hanna).post(f"{LIST}add/", form(), follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert [str(message) for message in answer.context["messages"]] == [
        "This address has an invitation already; send it again."
    ]


def test_list_shows_state_and_who_invited() -> None:
    hanna = hr_manager()
    invite(hanna)
    text = browser(hanna).get(LIST).text
    assert ["Bea Blum" in text, ">open<" in text, ">hanna<" in text] == [True] * 3


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_number_of_questions(count: int, django_assert_num_queries) -> None:
    hanna = hr_manager()
    for number in range(count):
        invite(hanna, email=f"bea{number}@example.org")
    client = browser(hanna)
    with django_assert_num_queries(8):
        client.get(LIST)


def test_invitations_are_sent_again_from_the_list() -> None:
    hanna = hr_manager()
    invite(hanna)
    said = do(browser(hanna), "send_again")
    assert said == "1 invitation is sent again; its earlier link no longer works."
    assert Invitation.objects.get().link_version == 2


def test_invitations_are_withdrawn_from_the_list() -> None:
    hanna = hr_manager()
    invite(hanna)
    said = do(browser(hanna), "revoke")
    assert said == "1 invitation is withdrawn; its link no longer works."
    assert Invitation.objects.get().state == "revoked"


def test_list_says_what_cannot_be_withdrawn_any_more() -> None:
    hanna = hr_manager()
    accept(invite(hanna))
    said = do(browser(hanna), "revoke")
    assert said == "Bea Blum: the invitation was accepted or withdrawn before."


def test_who_may_only_look_is_offered_no_action() -> None:
    hanna = hr_manager()
    invite(hanna)
    Group.objects.get(name="HR managers").permissions.remove(
        *Group.objects.get(name="HR managers").permissions.filter(codename="add_invitation")
    )
    answer = browser(User.objects.get(pk=hanna.pk)).get(LIST)
    assert (answer.status_code, "send_again" in answer.text) == (200, False)


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("de", "Ihre Einladung zu Verein Musterwolke e. V.", "hanna lädt Sie ein"),
        ("en", "Your invitation to Verein Musterwolke e. V.", "hanna has invited you"),
    ],
)
def test_mail_is_in_the_chosen_language(language: str, subject: str, words: str) -> None:
    invitation = invite(hr_manager(), language=language)
    send_invitation(invitation_id=invitation.pk)
    sent = mail.outbox[0]
    assert (sent.to, sent.subject, words in sent.body) == (["bea@example.org"], subject, True)


def test_mail_says_that_a_machine_sent_it() -> None:
    send_invitation(invitation_id=invite(hr_manager()).pk)
    headers = {**mail.outbox[0].extra_headers}
    assert headers.pop("Message-ID")
    assert headers == {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }


@time_machine.travel(timezone.now(), tick=False)  # a key says in which second it was made
def test_mail_has_the_link_and_its_last_day(settings: object) -> None:
    invitation = invite(hr_manager())
    send_invitation(invitation_id=invitation.pk)
    with override("en"):
        path = invitation_path(invitation)
    assert f"{settings.SITE_URL}{path}\n" in mail.outbox[0].body
    assert "The link works once, until " in mail.outbox[0].body


def test_invitation_that_was_withdrawn_meanwhile_is_not_mailed() -> None:
    invitation = invite(hr_manager())
    invitations.revoke_invitation(invitation=invitation, now=timezone.now())
    send_invitation(invitation_id=invitation.pk)
    assert mail.outbox == []


def test_invited_person_chooses_a_password_and_is_signed_in() -> None:
    client, path = browser(), invitation_path(invite(hr_manager()))
    assert "bea@example.org" in client.get(path).text
    answer = client.post(path, CHOSEN)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")
    assert client.get("/admin/careers/posting/").status_code == 200


def test_invited_person_sets_up_the_second_factor_first(settings: object) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client, path = browser(), invitation_path(invite(hr_manager()))
    client.post(path, CHOSEN)
    page = client.get("/admin/", follow=True)
    assert page.redirect_chain == [("/staff/second-factor/app/", 302)]
    assert page.context["form"].secret


@pytest.mark.parametrize(
    ("passwords", "field"),
    [
        ({"password1": "kurz", "password2": "kurz"}, "password1"),
        ({"password1": "bea@example.org", "password2": "bea@example.org"}, "password1"),
        ({"password1": PASSWORD, "password2": "anders"}, "password2"),
        ({}, "password1"),
    ],
)
def test_password_that_will_not_do_is_refused(passwords: dict[str, str], field: str) -> None:
    path = invitation_path(invite(hr_manager()))
    answer = browser().post(path, {"username": "x", **passwords})
    assert (answer.status_code, field in answer.context["form"].errors) == (200, True)
    assert not User.objects.filter(email="bea@example.org").exists()


def closed(invitation: Invitation) -> tuple[int, str]:
    answer = browser().get(invitation_path(invitation))
    return answer.status_code, answer.context["reason"]


def test_used_link_says_so() -> None:
    invitation = invite(hr_manager())
    accept(invitation)
    assert closed(invitation) == (410, "accepted")


def test_expired_link_says_so() -> None:
    invitation = invite(hr_manager())
    Invitation.objects.update(link_made_at=timezone.now() - timedelta(days=8))
    assert closed(invitation) == (410, "expired")


def test_replaced_link_says_so() -> None:
    hanna = hr_manager()
    invitation = invite(hanna)
    invitations.send_invitation_again(invitation=invitation, actor=hanna, now=timezone.now())
    assert closed(invitation) == (410, "replaced")


def test_withdrawn_link_says_so() -> None:
    invitation = invite(hr_manager())
    invitations.revoke_invitation(invitation=invitation, now=timezone.now())
    assert closed(invitation) == (410, "revoked")


def test_unknown_link_says_so() -> None:
    answer = browser().get("/staff/invitation/abc/")
    assert (answer.status_code, "This link leads nowhere" in answer.text) == (404, True)


def test_page_of_an_invitation_is_stored_nowhere() -> None:
    answer = browser().get(invitation_path(invite(hr_manager())))
    assert answer.headers["Cache-Control"] == (
        "max-age=0, no-cache, no-store, must-revalidate, private"
    )


def test_posting_of_the_team_is_chosen_among_those_one_sees() -> None:
    own, other = PostingFactory(), PostingFactory()
    otto = person("otto", "Editors")
    Group.objects.get(name="Editors").permissions.set(
        Permission.objects.filter(codename__in=["add_invitation", "view_posting"])
    )
    own.hiring_team.add(otto)
    refused = browser(otto).post(f"{LIST}add/", form(posting=other.pk))
    assert [*refused.context["adminform"].form.errors] == ["posting"]
    answer = browser(otto).post(f"{LIST}add/", form(posting=own.pk))
    assert (answer.status_code, Invitation.objects.get().posting) == (302, own)


def test_invitation_refused_for_good_is_tried_once(
    smtp_server: SmtpServer, caplog: pytest.LogCaptureFixture
) -> None:
    invitation = invite(hr_manager())
    smtp_server.answers[invitation.email] = "550 5.1.1 No such mailbox"
    send_invitation(invitation_id=invitation.pk)
    assert smtp_server.mails == []
    said = [
        message for name, _level, message in caplog.record_tuples if name == "config.staff.tasks"
    ]
    assert said == ["The mail server refused a mail to a member of the staff for good."]


def test_invitation_refused_for_now_is_tried_again(smtp_server: SmtpServer) -> None:
    invitation = invite(hr_manager())
    smtp_server.answers[invitation.email] = "450 4.2.0 Come back later"
    with pytest.raises(SMTPRecipientsRefused):
        send_invitation(invitation_id=invitation.pk)
    smtp_server.answers.clear()
    send_invitation(invitation_id=invitation.pk)
    assert len(smtp_server.mails) == 1


def test_link_of_somebody_who_got_an_account_otherwise_says_so() -> None:
    path = invitation_path(invite(hr_manager()))
    person("bea", email="bea@example.org")
    answers = [browser().get(path), browser().post(path, CHOSEN)]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert ["The account exists. Sign in" in answer.text for answer in answers] == [True, True]
