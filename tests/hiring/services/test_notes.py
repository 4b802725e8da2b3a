"""Notes for colleagues: whom they tell, and what the mail says."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from applications.models import Application, Exclusion
from hiring.enums import NoticeTiming
from hiring.mails.mentions import compose_mention_mail, tell_mentioned
from hiring.models import Mention, Note
from hiring.services.notes import TELL, write_note
from hiring.services.notices import choose_notices
from tests.applications.factories import ApplicationFactory, editor, hr_manager
from tests.hiring.desk_site import colleague

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()
WORDS = "Bitte nach der Rufbereitschaft fragen"


def note(application: Application, actor, *mentioned) -> Note:
    return write_note(
        application=application, text=WORDS, mentioned=mentioned, actor=actor, now=NOW
    )


def test_note_tells_those_it_mentions_by_a_mail_without_its_words() -> None:
    application = ApplicationFactory(name="Ayşe Öztürk")
    anna, ben = colleague(application, "anna"), colleague(application, "ben")
    note(application, anna, ben)
    assert tell_mentioned(mention_id=Mention.objects.get().pk, now=NOW) is True
    [sent] = mail.outbox
    assert (sent.to, sent.extra_headers["Message-ID"][:9]) == (["ben@example.org"], "<mention-")
    path = f"/admin/applications/application/{application.pk}/change/#notes"
    assert (path in sent.body, "anna" in sent.body) == (True, True)
    assert [word in sent.subject + sent.body for word in (WORDS, "Öztürk")] == [False, False]


def test_mail_is_sent_once_and_never_to_who_may_no_longer_see_it() -> None:
    application = ApplicationFactory()
    anna, ben = colleague(application, "anna"), colleague(application, "ben")
    note(application, anna, ben)
    pk = Mention.objects.get().pk
    exclusion = Exclusion.objects.create(application=application, user=ben, at=NOW)
    assert tell_mentioned(mention_id=pk, now=NOW) is False
    exclusion.delete()
    assert tell_mentioned(mention_id=pk, now=NOW) is True
    assert tell_mentioned(mention_id=pk, now=NOW) is False
    assert tell_mentioned(mention_id=4711, now=NOW) is False
    assert len(mail.outbox) == 1


def test_only_who_may_see_the_application_is_mentioned() -> None:
    application, other = ApplicationFactory.create_batch(2)
    anna, excluded = colleague(application, "anna"), colleague(application, "ben")
    Exclusion.objects.create(application=application, user=excluded, at=NOW)
    hr = hr_manager()
    note(application, anna, anna, excluded, colleague(other, "carla"), editor(), hr)
    assert list(Mention.objects.values_list("user", flat=True)) == [hr.pk]
    jobs = ProcrastinateJob.objects.filter(task_name=TELL).values_list("args", flat=True)
    assert [job["application_id"] for job in jobs] == [application.pk]


@pytest.mark.parametrize("text", ["", "a\x00b"])
def test_what_is_no_note_is_refused(text: str) -> None:
    application = ApplicationFactory()
    anna = colleague(application, "anna")
    with pytest.raises(ValidationError):
        write_note(application=application, text=text, mentioned=[], actor=anna, now=NOW)
    assert Note.objects.count() == 0


def test_mail_is_in_the_language_that_the_colleague_chose() -> None:
    application = ApplicationFactory()
    anna, ben, carl = (colleague(application, name) for name in ("anna", "ben", "carl"))
    choose_notices(user=ben, timing=NoticeTiming.NEVER, language="en", now=NOW)
    written = note(application, anna, carl, ben)
    german, english = (
        compose_mention_mail(written.mentions.get(user=user)).subject for user in (carl, ben)
    )
    assert english == f"A note for you on the application {application.reference}"
    assert german != english
