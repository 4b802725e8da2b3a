"""A text of just the allowed length is taken, whatever line breaks are in it; one more is refused."""

from typing import Any

import pytest
from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import RequestFactory

from careers.forms import LinesField, PublishForm
from careers.forms.text_block import RepublishForm
from careers.forms.texts import LONGEST_TEXT
from careers.models import Department, Posting, PostingQuestion, PostingSection, TextBlock
from tests.careers.admin.editor import fields_of, open_form, save
from tests.careers.factories import PostingFactory
from tests.config.people import browser, hr_manager

EDITED = [Posting, TextBlock, Department]
ROWS = [PostingSection, PostingQuestion]


def text_of(length: int) -> str:
    """So many characters as a browser counts them and sends them."""
    return ("x\r\n" * length)[: length // 2 * 3] + "x" * (length % 2)


def admin_fields(rf: RequestFactory) -> list[forms.Field]:
    request = rf.get("/")
    request.user = User(is_superuser=True, is_staff=True, is_active=True)
    pages = [admin.site.get_model_admin(model) for model in EDITED]
    inlines = admin.site.get_model_admin(Posting).get_inline_instances(request)
    sets = [inline.get_formset(request).form.base_fields for inline in inlines]
    return [
        field
        for fields in (*(page.get_form(request).base_fields for page in pages), *sets)
        for field in fields.values()
    ]


@pytest.mark.django_db
def test_every_field_of_several_lines_counts_them_alike(rf: RequestFactory) -> None:
    own = [*PublishForm.base_fields.values(), *RepublishForm.base_fields.values()]
    areas = [each for each in (*admin_fields(rf), *own) if isinstance(each.widget, forms.Textarea)]
    assert len(areas) > 10
    assert [area.label for area in areas if not isinstance(area, LinesField)] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "most"), [("summary_de", 300), ("sections-0-body_de", LONGEST_TEXT)]
)
def test_text_of_the_allowed_length_is_saved_and_a_longer_one_refused(
    field: str, most: int
) -> None:
    posting, client = PostingFactory(), browser(hr_manager())
    assert (
        save(client, posting, open_form(client, posting) | {field: text_of(most)}).status_code
        == 302
    )
    longer: dict[str, Any] = {field: text_of(most + 2).rstrip() + "x"}
    answer = save(client, posting, open_form(client, posting) | longer)
    assert (answer.status_code, fields_of(answer)[field]) == (200, longer[field])


def test_line_breaks_of_every_system_are_one_character() -> None:
    assert LinesField(max_length=5).clean("a\r\nb\rc") == "a\nb\nc"
