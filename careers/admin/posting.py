from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import ManyToManyField, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from careers.addresses import posting_path
from careers.admin.confirming import PostingConfirming
from careers.admin.edition import edition_list
from careers.admin.history import PostingHistory
from careers.admin.languages import SideBySide
from careers.admin.moves import MOVES, PostingMoves, moves_of
from careers.admin.posting_list import PostingList
from careers.enums import SectionKind
from careers.forms import STEP, PostingForm, SectionForm, SectionFormSet
from careers.languages import column
from careers.models import Posting, PostingSection
from careers.states import PostingState, state_of

FIRST_SECTIONS = (
    SectionKind.INTRODUCTION,
    SectionKind.TASKS,
    SectionKind.REQUIREMENTS,
    SectionKind.OFFER,
)
MOST_SECTIONS = 100


class SectionInline(SideBySide, TranslationStackedInline[PostingSection, Posting]):
    """Whoever may read or change the posting may do so with its sections."""

    model = PostingSection
    form = SectionForm
    formset = SectionFormSet
    fieldsets = ((None, {"fields": (("kind", "position"), "heading", "body", "block")}),)
    autocomplete_fields = ("block",)
    max_num = MOST_SECTIONS

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        # Says which of two bases counts: their signatures differ, and mypy asks.
        return super().get_readonly_fields(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PostingSection]:
        return super().get_queryset(request).select_related("block")

    def get_formset(self, request: HttpRequest, obj: Posting | None = None, **kwargs: Any) -> Any:
        """Django would build a thousand forms more, whose page takes many seconds."""
        return super().get_formset(request, obj, **{"absolute_max": MOST_SECTIONS, **kwargs})

    def get_extra(self, request: HttpRequest, obj: Posting | None = None, **kwargs: Any) -> int:
        return 0 if obj else len(FIRST_SECTIONS)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("careers.view_posting") or self.may_change(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change(request)

    def may_change(self, request: HttpRequest) -> bool:
        perms = ("careers.change_posting", "careers.add_posting")
        return any(request.user.has_perm(perm) for perm in perms)


@admin.register(Posting)
class PostingAdmin(
    PostingList,
    PostingHistory,
    PostingConfirming,
    PostingMoves,
    SideBySide,
    TranslationAdmin[Posting],
):
    form = PostingForm
    inlines = (SectionInline,)
    autocomplete_fields = ("department", "locations", "contacts")
    readonly_fields = ("state", "public_id", "editions", "published_at", "closed_at")
    change_form_template = "admin/careers/posting/change_form.html"
    fieldsets = (
        (
            _("Texts"),
            {"fields": ("title", "gender_marker", "summary", ("department", "reference"))},
        ),
        (
            _("Place and hours"),
            {
                "fields": (
                    "workplace_type",
                    "locations",
                    "place_note",
                    "employment_types",
                    ("hours_percent_min", "hours_percent_max", "weekly_hours"),
                )
            },
        ),
        (_("Pay"), {"fields": (("pay_min", "pay_max", "pay_currency", "pay_unit"), "pay_grade")}),
        (
            _("Contacts and team"),
            {"fields": ("contacts", "contact_email", "hiring_team", "answer_days")},
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
            _("State and editions"),
            {"fields": (("state", "public_id"), ("published_at", "closed_at"), "editions")},
        ),
    )

    @admin.display(description=_("editions"))
    def editions(self, posting: Posting) -> SafeString:
        return edition_list(posting)

    def get_readonly_fields(self, request: HttpRequest, obj: Posting | None = None) -> Any:
        """Channels know a published posting by its reference, so that stays what it is."""
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "reference") if obj and obj.is_published else fields

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        markers = settings.GENDER_MARKERS.items()
        initial = {column("gender_marker", code): marker for code, marker in markers}
        return initial | super().get_changeform_initial_data(request)

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
        if db_field.name == "hiring_team":
            kwargs["widget"] = CheckboxSelectMultiple()
            kwargs["queryset"] = get_user_model().objects.filter(is_staff=True, is_active=True)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def view_on_site(self, obj: Posting) -> str | None:
        """The public page, in the language of the admin if it is published in that."""
        if obj.current_edition is None:
            return None
        slugs = dict(obj.current_edition.texts.values_list("language", "slug"))
        language = get_language() or ""
        shown = language if language in slugs else obj.current_edition.languages[0]
        return posting_path(obj.public_id, slugs[shown], shown)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = kwargs["obj"]
        if self.has_change_permission(request, obj):
            context["show_save_and_add_another"] = False
            context["moves"] = moves_of(state_of(obj) if obj else PostingState.DRAFT)
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(
        self, request: HttpRequest, obj: Posting, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self.next_move(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Posting) -> HttpResponse:
        return self.next_move(request, obj) or super().response_change(request, obj)

    def next_move(self, request: HttpRequest, posting: Posting) -> HttpResponse | None:
        """The page of the button that was pressed, now that everything typed is saved."""
        name = request.POST.get("_move")
        if name not in MOVES or not self.has_change_permission(request, posting):
            return None
        return redirect(f"admin:careers_posting_{name}", posting.pk)

    def has_delete_permission(self, request: HttpRequest, obj: Posting | None = None) -> bool:
        """A posting that was public keeps its wording; close it instead."""
        never_public = obj is None or not obj.is_published
        return never_public and super().has_delete_permission(request, obj)
