"""An application that the staff worked on, whose author asks for the full copy."""

from django.utils import timezone

from applications.enums import Stage
from applications.models import Application, CopyRequest
from applications.services.copy_requests import request_full_copy
from hiring.models import AnswerVerdict
from hiring.reviews.copy_entries import list_entries
from hiring.services.copy_review import EntryVerdict, keep_choices
from hiring.services.decisions import Choice, decide
from hiring.services.notes import write_note
from hiring.services.ratings import Opinion, rate_application
from hiring.services.records import RecordData, keep_record
from tests.applications.factories import ApplicationFactory, hr_manager
from tests.hiring.desk_site import colleague, criteria
from tests.hiring.factories import NOW, rejection_reason, waiting_mail


def worked_on(**fields: object) -> Application:
    """With a decision, a rating, a note, a tag, the reserve list, a verdict, an exclusion and an unsent mail."""
    application = ApplicationFactory(**{"language": "en", "submitted_at": NOW, **fields})
    anna, hr = colleague(application, "anna"), hr_manager()
    [linux] = criteria(application.posting, "Linux")
    opinion = Opinion("no", {linux.pk: 2})
    rate_application(application=application, opinion=opinion, actor=anna, now=NOW)
    write_note(application=application, text="Too quiet", mentioned=[], actor=anna, now=NOW)
    data = RecordData(is_reserve=True, new_tag="Night shift")
    keep_record(application=application, data=data, actor=hr, now=NOW)
    asked = application.document_requests.create(kind="cv", at=NOW, answered_at=NOW)
    AnswerVerdict.objects.create(request=asked, verdict="accepted", at=NOW, by=hr)
    application.exclusions.create(user=colleague(application, "ben"), at=NOW, reason="Cousin")
    mail = waiting_mail(application, subject="Never sent")
    application.outgoing_mails.filter(pk=mail.pk).update(state="cancelled", ended_at=NOW)
    decide(
        application=application,
        choice=Choice(Stage.REJECTED, rejection_reason(), "no Linux"),
        letter=None,
        actor=hr,
        now=NOW,
    )
    application.refresh_from_db()
    return application


def asked(**fields: object) -> CopyRequest:
    return request_full_copy(application=worked_on(**fields), now=NOW)


def choose(request: CopyRequest, **black: str) -> None:
    """Release everything but the entries of these kinds, which are blacked out for a reason."""
    verdicts = {
        one.key: EntryVerdict(one.digest, one.kind not in black, black.get(one.kind, ""))
        for one in list_entries(request.application)
    }
    keep_choices(request=request, verdicts=verdicts, actor=hr_manager(), now=timezone.now())
