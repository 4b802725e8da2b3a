"""The admin of postings, put together from editor, list, actions and history."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import ManyToManyField
from django.forms import CheckboxSelectMultiple, TextInput
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from careers.admin.confirmation import PostingConfirming
from careers.admin.editor import (
    FIRST_SECTIONS,
    PostingChecking,
    PostingPage,
    PostingSaving,
    QuestionInline,
    SectionInline,
)
from careers.admin.history import PostingHistory
from careers.admin.posting_actions import PostingActionPages
from careers.admin.posting_list import PostingList
from careers.admin.side_by_side import SideBySide
from careers.forms import (
    STEP,
    DayField,
    LocalMomentField,
    NumberField,
    PostingForm,
    WholeNumberField,
)
from careers.languages import localized_column, text_in_language
from careers.models import Posting
from careers.models.posting import CHOOSE_HIRING_TEAM
from careers.text.slugs import german_slug
from careers.web.localized_urls import posting_path

MOMENTS = {"opens_at", "closes_at"}
"""Their inputs show moments only, and an address has words."""


@admin.register(Posting)
class PostingAdmin(
    PostingList,
    PostingHistory,
    PostingConfirming,
    PostingActionPages,
    PostingPage,
    PostingChecking,
    PostingSaving,
    SideBySide,
    TranslationAdmin[Posting],
):
    form = PostingForm
    inlines = (SectionInline, QuestionInline)
    change_form_template = "admin/careers/posting/change_form.html"
    formfield_overrides = {
        models.DateTimeField: {"form_class": LocalMomentField, "widget": TextInput},
        models.DateField: {"form_class": DayField, "widget": TextInput},
        models.DecimalField: {"form_class": NumberField, "widget": TextInput},
        models.PositiveSmallIntegerField: {"form_class": WholeNumberField, "widget": TextInput},
    }
    fieldsets = (
        (_("Title and summary"), {"fields": ("title", "gender_marker", "summary")}),
        (
            _("Place and hours"),
            {
                "fields": (
                    ("department", "reference"),
                    "is_speculative",
                    "workplace_type",
                    "locations",
                    "place_note",
                    "employment_types",
                    ("hours_percent_min", "hours_percent_max", "weekly_hours"),
                )
            },
        ),
        (
            _("Pay"),
            {
                "fields": (
                    ("pay_min", "pay_max", "pay_currency", "pay_unit"),
                    ("pay_grade", "pay_reason"),
                )
            },
        ),
        (
            _("Contacts and team"),
            {"fields": ("contacts", ("contact_email", "answer_days"), "hiring_team")},
        ),
        (
            _("Dates"),
            {
                "fields": (
                    ("opens_at", "closes_at"),
                    "starts_on",
                    "start_note",
                    "fixed_term_until",
                    "fixed_term_reason",
                )
            },
        ),
        (
            _("What applicants are asked for"),
            {"fields": (("wants_cv", "wants_cover_letter", "wants_certificates", "wants_other"),)},
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Posting | None = None) -> Any:
        """Channels know a published posting by its reference, so that stays what it is.

        Who is on the team sees the applications: that is given by those with a right to.
        """
        fields = super().get_readonly_fields(request, obj)
        if not request.user.has_perm(CHOOSE_HIRING_TEAM):
            fields = (*fields, "hiring_team")
        return (*fields, "reference") if obj and obj.is_published else fields

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        markers = settings.GENDER_MARKERS.items()
        initial = {localized_column("gender_marker", code): marker for code, marker in markers}
        asked = super().get_changeform_initial_data(request)
        return initial | {name: asked[name] for name in asked if name not in MOMENTS}

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Posting, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """A new posting begins with the usual sections, to be filled in or left empty."""
        first = [
            {"kind": kind, "position": STEP * number}
            for number, kind in enumerate(FIRST_SECTIONS, start=1)
        ]
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        return kwargs if obj.pk else {**kwargs, "initial": first}

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Ticked in a list, which needs no script."""
        kwargs["widget"] = CheckboxSelectMultiple()
        if db_field.name == "hiring_team":
            kwargs["queryset"] = get_user_model().objects.filter(is_staff=True, is_active=True)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def view_on_site(self, obj: Posting) -> str | None:
        """The public page, in the language of the admin if it is published in that.

        Found by its number; the page itself knows the right words for its address.
        """
        if obj.current_edition is None:
            return None
        languages, language = obj.current_edition.languages, get_language() or ""
        shown = language if language in languages else languages[0]
        slug = german_slug(text_in_language(obj, "title", shown), 80)
        return posting_path(obj.public_id, slug or str(obj.public_id), shown)

    def has_delete_permission(self, request: HttpRequest, obj: Posting | None = None) -> bool:
        """A posting that was public keeps its wording; close it instead."""
        never_public = obj is None or not obj.is_published
        return never_public and super().has_delete_permission(request, obj)
