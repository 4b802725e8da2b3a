"""What the staff kept about an application goes with it, and is in no copy that applicants fetch themselves."""

import io
import zipfile

import pytest
from django.apps import apps
from django.utils import timezone

from applications.enums import ErasureReason
from applications.models import Application
from applications.privacy.data_export import export_data
from applications.privacy.erasure import erase_application
from hiring.services.notes import write_note
from hiring.services.ratings import Opinion, rate_application
from hiring.services.records import RecordData, keep_record
from tests.applications.factories import ApplicationFactory, hr_manager
from tests.hiring.desk_site import colleague, criteria

pytestmark = pytest.mark.django_db
NOW = timezone.now()
# What is not about one application, and stays.
KEPT = {"Criterion", "MailTemplate", "MailTemplateVersion", "OwnStage", "RejectionReason", "Tag"}


def worked_on() -> Application:
    """An application with a rating, a note, a record, a verdict and an exclusion."""
    application = ApplicationFactory()
    anna, hr = colleague(application, "anna"), hr_manager()
    [linux] = criteria(application.posting, "Linux")
    opinion = Opinion("no", {linux.pk: 1})
    rate_application(application=application, opinion=opinion, actor=anna, now=NOW)
    write_note(application=application, text="Zyxwv!", mentioned=[hr], actor=anna, now=NOW)
    keep_record(application=application, data=RecordData(new_tag="Zyxwv"), actor=hr, now=NOW)
    asked = application.document_requests.create(kind="cv", at=NOW, answered_at=NOW)
    asked.verdict = apps.get_model("hiring.AnswerVerdict").objects.create(
        request=asked, verdict="accepted", at=NOW, by=hr
    )
    application.read_marks.create(user=anna, at=NOW)
    application.exclusions.create(user=colleague(application, "ben"), at=NOW, reason="Zyxwv")
    return application


def rows() -> set[str]:
    """The models of hiring that have rows, other than those that stay."""
    models = apps.get_app_config("hiring").get_models()
    return {model.__name__ for model in models if model.objects.exists()} - KEPT


def test_erasure_takes_the_staffs_side_along() -> None:
    application = worked_on()
    assert {"Rating", "Score", "Note", "Mention", "RecordChange", "AnswerVerdict"} <= rows()
    erase_application(application=application, reason=ErasureReason.REQUEST, now=NOW)
    assert rows() == set()


def test_copy_for_the_applicant_holds_nothing_of_it() -> None:
    application = worked_on()
    archive = b"".join(export_data(application))
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        texts = [opened.read(name).lower() for name in opened.namelist()]
    words = (b"zyxwv", b"linux", b"anna")
    assert [word for word in words if any(word in text for text in texts)] == []
