"""PostgreSQL refuses inconsistent applications, whoever writes them."""

from typing import Any

import pytest
from django.utils import timezone

from applications.enums import Stage
from applications.models import Application, Document, StageChange
from applications.services import move_application
from tests.applications.factories import ApplicationFactory, DocumentFactory
from tests.careers.factories import published
from tests.careers.models.test_constraints import refusal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"kind": "selfie"}, "document_kind_is_known"),
        ({"media_type": "text/html"}, "document_type_is_known"),
        ({"sha256": "abc"}, "document_has_a_digest"),
        ({"size": 0}, "document_is_not_empty"),
    ],
)
def test_document_out_of_order_is_refused(values: dict[str, Any], name: str) -> None:
    assert (
        refusal(
            Document.objects.filter(pk=DocumentFactory(application=ApplicationFactory()).pk), values
        )
        == name
    )


def test_document_may_become_of_another_kind() -> None:
    assert (
        Document.objects.filter(pk=DocumentFactory(application=ApplicationFactory()).pk).update(
            kind="certificate"
        )
        == 1
    )


def test_move_to_an_unknown_stage_is_refused() -> None:
    application = ApplicationFactory()
    move_application(
        application=application, to=Stage.IN_REVIEW, actor=None, reason="", now=timezone.now()
    )
    moves = StageChange.objects.filter(application=application)
    assert refusal(moves, {"to_stage": "limbo"}) == "stage_change_stages_are_known"


def test_application_to_an_edition_of_another_posting_is_refused() -> None:
    application = ApplicationFactory()
    rows = Application.objects.filter(pk=application.pk)
    other = published().current_edition
    assert refusal(rows, {"edition": other}) == "application_edition_of_its_posting"


def test_application_may_move_with_its_edition_to_another_posting() -> None:
    rows = Application.objects.filter(pk=ApplicationFactory().pk)
    other = published()
    assert rows.update(posting=other, edition=other.current_edition) == 1
