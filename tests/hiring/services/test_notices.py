"""Staff learn of new applications when they chose to, of those that they may see, and once."""

from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from pytest_django import Settings

from applications.enums import Stage
from applications.models import Application, Exclusion
from hiring.enums import NoticeTiming
from hiring.models import StaffNotice
from hiring.services.notices import (
    choose_notices,
    default_timing,
    find_due_notices,
    find_preference,
    forget_old_notices,
    prepare_notices,
    send_notice,
)
from hiring.tasks import send_notices
from tests.applications.factories import (
    ApplicationFactory,
    StaffFactory,
    editor,
    hr_manager,
    team_member,
)
from tests.careers.factories import published
from tests.smtp import SmtpServer

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
SIX = datetime(2026, 11, 30, 5, 30, tzinfo=UTC)  # 6:30 in Berlin
SEVEN = SIX + timedelta(minutes=30)


def with_address(user: User) -> User:
    user.email = f"{user.username}@example.org"
    user.save()
    return user


def choosing(user: User, timing: NoticeTiming, language: str = "en") -> User:
    choose_notices(user=user, timing=timing, language=language, now=SIX - timedelta(days=9))
    return with_address(user)


def arrived(at: datetime = SIX, **fields: object) -> Application:
    posting = fields.pop("posting", None) or published(now=SIX - timedelta(days=20))
    return ApplicationFactory(posting=posting, submitted_at=at, cv=False, **fields)


def send_due(now: datetime) -> int:
    """How many the mail server took in one round."""
    return sum(send_notice(pk, now) for pk in find_due_notices(now))


def run(now: datetime) -> list[str]:
    """The subjects of what was sent in one round."""
    mail.outbox.clear()
    prepare_notices(now)
    send_due(now)
    return [message.subject for message in mail.outbox]


def test_hr_managers_hear_once_a_day_and_others_not_at_all_unless_they_choose() -> None:
    people = [hr_manager(), team_member(), editor(), StaffFactory(is_superuser=True)]
    assert [default_timing(user) for user in people] == ["daily", "never", "never", "never"]


def test_the_mail_of_the_day_comes_at_seven_by_the_portals_clock() -> None:
    with_address(hr_manager())
    arrived()
    assert run(SIX) == []
    assert run(SEVEN) == ["1 neue Bewerbung"]
    assert run(SEVEN + timedelta(hours=3)) == []


@pytest.mark.parametrize(
    "seven",
    [
        datetime(2026, 10, 25, 6, 0, tzinfo=UTC),  # the clock was set back that night
        datetime(2027, 3, 28, 5, 0, tzinfo=UTC),  # the clock was set forward that night
    ],
)
def test_seven_is_seven_when_the_clock_is_set(seven: datetime) -> None:
    with_address(hr_manager())
    arrived(seven - timedelta(hours=2))
    assert run(seven - timedelta(minutes=1)) == []
    assert run(seven) == ["1 neue Bewerbung"]


def test_no_news_no_mail_and_none_later_that_day() -> None:
    with_address(hr_manager())
    assert run(SEVEN) == []
    arrived(SEVEN + timedelta(minutes=10))
    assert run(SEVEN + timedelta(hours=1)) == []
    assert run(SEVEN + timedelta(days=1)) == ["1 neue Bewerbung"]


def test_each_application_is_in_one_mail_of_a_day() -> None:
    choosing(hr_manager(), NoticeTiming.DAILY)
    arrived()
    assert run(SEVEN) == ["1 new application"]
    arrived(SEVEN - timedelta(seconds=30))  # committed after the mail was made
    arrived(SEVEN + timedelta(hours=1))
    assert run(SEVEN + timedelta(days=1)) == ["2 new applications"]
    assert run(SEVEN + timedelta(days=2)) == []


def test_a_day_without_a_worker_is_made_up_for() -> None:
    choosing(hr_manager(), NoticeTiming.DAILY)
    run(SEVEN)
    arrived(SEVEN + timedelta(hours=1))
    assert run(SEVEN + timedelta(days=3, hours=2)) == ["1 new application"]


def test_the_mail_has_numbers_and_links_and_no_word_of_an_applicant() -> None:
    user = choosing(hr_manager(), NoticeTiming.DAILY)
    posting = published(now=SIX - timedelta(days=20), title_de="Koch:in")
    for _number in range(2):
        arrived(posting=posting, name="Kim Geheim", message="Geheim")
    arrived()
    run(SEVEN)
    [message] = mail.outbox
    assert message.to == [user.email]
    address = "http://127.0.0.1:8000/admin/applications/application/"
    assert f"Koch:in: 2\n{address}?posting={posting.pk}\n" in message.body
    assert "http://127.0.0.1:8000/admin/hiring/noticepreference/mine/" in message.body
    assert "Geheim" not in message.body
    assert "ayse" not in message.body


def test_only_what_the_reader_may_see_is_counted() -> None:
    application = arrived()
    people = {
        "this team": team_member(application),
        "other team": team_member(arrived()),
        "excluded": team_member(application),
        "HR manager": hr_manager(),
    }
    Exclusion.objects.create(application=application, user=people["excluded"], at=SIX)
    for user in people.values():
        choosing(user, NoticeTiming.DAILY)
    Application.objects.exclude(pk=application.pk).delete()
    run(SEVEN)
    told = {name for name, user in people.items() if [user.email] in [m.to for m in mail.outbox]}
    assert told == {"this team", "HR manager"}


def test_withdrawn_ones_are_no_news() -> None:
    choosing(hr_manager(), NoticeTiming.DAILY)
    arrived(stage=Stage.WITHDRAWN, decided_at=SIX)
    assert run(SEVEN) == []


def test_mails_at_once_are_one_for_each_application() -> None:
    application, hidden, foreign = arrived(), arrived(), arrived()
    user = choosing(team_member(application, hidden), NoticeTiming.AT_ONCE)
    Exclusion.objects.create(application=hidden, user=user, at=SIX)
    assert run(SIX) == ["New application: Technikerin für Betrieb"]
    [message] = mail.outbox
    assert f"Reference: {application.reference}\n" in message.body
    assert f"/admin/applications/application/{application.pk}/change/\n" in message.body
    assert "Ayşe" not in message.body
    assert run(SIX + timedelta(minutes=1)) == []
    assert StaffNotice.objects.filter(application=foreign).count() == 0


def test_who_chooses_mails_at_once_hears_of_what_comes_from_then_on() -> None:
    arrived()
    user = with_address(hr_manager())
    choose_notices(user=user, timing=NoticeTiming.AT_ONCE, language="en", now=SEVEN)
    assert run(SEVEN) == []
    arrived(SEVEN + timedelta(minutes=1))
    assert len(run(SEVEN + timedelta(minutes=2))) == 1


def test_a_right_taken_away_holds_for_the_next_mail() -> None:
    application = arrived()
    user = choosing(team_member(application), NoticeTiming.AT_ONCE)
    prepare_notices(SIX)
    application.posting.hiring_team.remove(user)
    assert send_due(SIX) == 0
    assert StaffNotice.objects.get().ended_at == SIX


def test_whoever_left_or_has_no_address_gets_nothing() -> None:
    arrived()
    hr_manager()
    left = choosing(hr_manager(), NoticeTiming.DAILY)
    left.is_active = False
    left.save()
    assert run(SEVEN) == []


def test_who_chose_nothing_more_gets_nothing_more() -> None:
    arrived()
    user = choosing(hr_manager(), NoticeTiming.DAILY)
    prepare_notices(SEVEN)
    choose_notices(user=user, timing=NoticeTiming.NEVER, language="en", now=SEVEN)
    assert send_due(SEVEN) == 0


class SlowBackend(EmailBackend):
    """A mail server that takes a minute for each mail, while the next rounds begin on time."""

    clock: ClassVar[time_machine.Traveller]
    is_alone: ClassVar[bool]

    def send_messages(self, email_messages: list[EmailMessage]) -> int:
        if type(self).is_alone:
            self.clock.shift(timedelta(minutes=1))
        if type(self).is_alone and len(mail.outbox) == 2:
            type(self).is_alone = False
            send_notices(timestamp=0)
        return super().send_messages(email_messages)


def test_slow_round_sends_nothing_twice_when_the_next_one_begins(settings: Settings) -> None:
    people = [choosing(hr_manager(), NoticeTiming.DAILY) for _number in range(3)]
    arrived()
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.SlowBackend"}}
    with time_machine.travel(SEVEN, tick=False) as SlowBackend.clock:
        SlowBackend.is_alone = True
        send_notices(timestamp=0)
    assert [message.to for message in mail.outbox] == [[user.email] for user in people]
    assert not SlowBackend.is_alone


def test_what_is_refused_for_now_goes_again_under_the_same_message_id(
    smtp_server: SmtpServer,
) -> None:
    user = choosing(hr_manager(), NoticeTiming.DAILY)
    arrived()
    prepare_notices(SEVEN)
    smtp_server.answers[user.email] = "451 4.3.0 Later"
    assert send_due(SEVEN) == 0
    assert send_due(SEVEN + timedelta(seconds=30)) == 0
    smtp_server.answers.clear()
    assert send_due(SEVEN + timedelta(minutes=2)) == 1
    assert send_due(SEVEN + timedelta(minutes=9)) == 0
    notice = StaffNotice.objects.get()
    assert (notice.tries, notice.sent_at) == (2, SEVEN + timedelta(minutes=2))
    assert [each["Message-ID"] for each in smtp_server.mails] == [notice.message_id]


def test_what_is_refused_for_good_is_not_tried_again(smtp_server: SmtpServer) -> None:
    user = choosing(hr_manager(), NoticeTiming.DAILY)
    arrived()
    smtp_server.refused.add(user.email)
    prepare_notices(SEVEN)
    assert send_due(SEVEN) == 0
    notice = StaffNotice.objects.get()
    assert (notice.ended_at, notice.sent_at) == (SEVEN, None)
    assert notice.answer == "550 5.1.1 No such mailbox"


def test_old_notices_are_forgotten() -> None:
    choosing(hr_manager(), NoticeTiming.DAILY)
    run(SEVEN)
    forget_old_notices(SEVEN + timedelta(days=29))
    assert StaffNotice.objects.count() == 1
    forget_old_notices(SEVEN + timedelta(days=31))
    assert StaffNotice.objects.count() == 0


def test_a_choice_is_kept() -> None:
    user = hr_manager()
    choose_notices(user=user, timing=NoticeTiming.NEVER, language="en", now=timezone.now())
    choose_notices(user=user, timing=NoticeTiming.AT_ONCE, language="de", now=timezone.now())
    found = find_preference(user)
    assert (found.timing, found.language) == ("at_once", "de")
