"""What HR reviews for the full copy: everything that the staff wrote down, and nothing that is still to come."""

import pytest
from django.apps import apps
from django.utils.translation import override

from applications.enums import DocumentKind, Stage
from applications.models import Application
from applications.services.follow_up import withdraw_application
from applications.services.stages import move_application
from hiring.models import Criterion
from hiring.reviews.copy_entries import list_entries
from hiring.services.decisions import Choice, decide, prepare_decision, take_back_decision
from hiring.services.document_requests import Wanted, ask_for_document
from hiring.services.outbox import cancel_mail
from hiring.services.ratings import Opinion, rate_application
from tests.applications.factories import ApplicationFactory, hr_manager
from tests.hiring.copies import worked_on
from tests.hiring.desk_site import colleague, criteria
from tests.hiring.factories import NOW, letter, rejection_reason

pytestmark = pytest.mark.django_db
REJECTED = Choice(Stage.REJECTED)
# Models of hiring that tell nothing of an application that its copy does not say otherwise.
NOT_REVIEWED = {
    "BulkItem": "what an error or a rule said for a week; what was done is kept as such",
    "BulkRun": "of a member of the staff",
    "CopyChoice": "says what is in the copy",
    "Criterion": "of the posting; its name stands with the points",
    "Export": "who exported when stands in the copy by itself",
    "ExportAccess": "as above",
    "ExportChoice": "of a member of the staff",
    "InboxColumns": "of a member of the staff",
    "MailTemplate": "of the organisation",
    "MailTemplateVersion": "of the organisation",
    "Mention": "of a member of the staff",
    "NoticePreference": "of a member of the staff",
    "OwnStage": "stands with the record",
    "ReadMark": "of a member of the staff",
    "RejectionReason": "stands with the decision",
    "RequestMail": "stands with the request, or in the mail that was not sent",
    "SavedFilter": "of a member of the staff",
    "Score": "stands with the rating",
    "StaffNotice": "of a member of the staff",
    "Tag": "stands with the record",
    "UndecidedReminder": "how often HR was reminded",
}
REVIEWED = {
    "AnswerVerdict", "Decision", "HiringRecord", "Note", "OutgoingMail", "Rating", "RecordChange",
}  # fmt: skip


def texts(application: Application) -> dict[str, str]:
    with override("en"):
        found = list_entries(application)
    return {one.kind: one.text for one in found if one.kind != "change"}


def test_every_table_of_hiring_is_reviewed_or_has_a_reason_not_to_be() -> None:
    names = {model.__name__ for model in apps.get_app_config("hiring").get_models()}
    assert names == REVIEWED | set(NOT_REVIEWED)


def test_everything_that_was_written_down_is_an_entry() -> None:
    reason = rejection_reason().name_en
    assert texts(worked_on()) == {
        "decision": f"rejected (announced)\nReason: {reason}\nNote: no Linux",
        "rating": "no\nLinux: 2",
        "note": "Too quiet",
        "reserve": "on the reserve list",
        "tag": "Night shift",
        "verdict": "CV: accepted",
        "exclusion": "Cousin",
        "mail": "Never sent\n\nGuten Tag,\n\nwir haben uns anders entschieden.",
    }


def test_rating_stays_the_same_when_criteria_change_places_and_not_when_one_is_renamed() -> None:
    application = ApplicationFactory()
    rows = criteria(application.posting, "Linux", "Python")
    opinion = Opinion("no", {one.pk: 2 for one in rows})
    anna = colleague(application, "anna")
    rate_application(application=application, opinion=opinion, actor=anna, now=NOW)

    def digest() -> str:
        [entry] = list_entries(application)
        return entry.digest

    before = digest()
    for one in rows:
        Criterion.objects.filter(pk=one.pk).update(position=9 - one.position)
    assert digest() == before
    Criterion.objects.filter(pk=rows[0].pk).update(name_en="Unix")
    assert digest() != before


def test_changes_of_the_record_are_entries() -> None:
    with override("en"):
        found = list_entries(worked_on())
    changes = [one.text for one in found if one.kind == "change"]
    assert changes == ["put on the reserve list", "tag added: Night shift"]


def test_note_on_a_move_without_a_decision_is_an_entry() -> None:
    application, hr = ApplicationFactory(cv=False), hr_manager()
    stages = {Stage.IN_REVIEW: "like Kim", Stage.WITHDRAWN: "by phone"}
    for stage, note in stages.items():
        move_application(application=application, to=stage, actor=hr, reason=note, now=NOW)
    assert [one.text.partition("\n")[2] for one in list_entries(application)] == [*stages.values()]


def test_what_the_applicant_said_is_no_entry() -> None:
    application = ApplicationFactory(cv=False)
    withdraw_application(application=application, reason="moved away", now=NOW)
    assert list_entries(application) == []


def test_nobody_on_the_staff_is_named() -> None:
    found = list_entries(worked_on())
    words = " ".join(f"{one.title} {one.text}" for one in found).lower()
    assert [name for name in ("anna", "ben@", "staff0") if name in words] == []


def test_decision_on_its_way_is_no_entry() -> None:
    pending, waiting = ApplicationFactory(cv=False), ApplicationFactory(cv=False)
    choice = Choice(Stage.REJECTED, rejection_reason())
    prepare_decision(application=pending, choice=choice, actor=None, now=NOW)
    decide(application=waiting, choice=choice, letter=letter(), actor=None, now=NOW)
    assert (list_entries(pending), list_entries(waiting)) == ([], [])


def test_decision_that_was_taken_back_is_an_entry() -> None:
    application, choice = ApplicationFactory(cv=False), Choice(Stage.REJECTED, rejection_reason())
    decision = prepare_decision(application=application, choice=choice, actor=None, now=NOW)
    take_back_decision(decision=decision, now=NOW)
    assert [one.kind for one in list_entries(application)] == ["decision"]


def test_digest_is_the_same_in_every_language_and_changes_with_the_words() -> None:
    application = worked_on()
    with override("en"):
        english = [one.digest for one in list_entries(application)]
    with override("de"):
        assert [one.digest for one in list_entries(application)] == english
    application.staff_notes.update(text="Quiet")
    assert [one.digest for one in list_entries(application)] != english


def test_request_that_was_taken_back_is_an_entry_with_its_words() -> None:
    application = ApplicationFactory(cv=False)
    mail = ask_for_document(
        application=application,
        wanted=Wanted(DocumentKind.CERTIFICATE, "Without gaps this time"),
        letter=letter(subject="A document", body="Please send it."),
        actor=None,
        now=NOW,
    )
    assert texts(application) == {}
    cancel_mail(mail=mail, now=NOW)
    assert texts(application) == {"mail": "A document\n\nPlease send it.\n\nWithout gaps this time"}
