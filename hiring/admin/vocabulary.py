"""The lists that an organisation keeps: reasons for rejections, own stages, tags."""

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db.models import Field, Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modeltranslation.admin import TranslationAdmin

from applications.enums import FINAL_STAGES, Stage
from applications.models import Application
from applications.models.application import visible_to
from careers.admin.side_by_side import SideBySide, texts_in_each_language
from careers.languages import localized_columns
from hiring.models import OwnStage, RejectionReason, Tag
from hiring.models.rejection_reason import NOT_DECIDED

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = object


class KeptWhileApplied(Base):
    """What applications use is kept; the refusal says how many of them the reader may see, and names none."""

    delete_confirmation_template = "admin/hiring/delete_confirmation.html"

    @abstractmethod
    def applications_with(self, objects: list[Any]) -> QuerySet[Application]:
        """The applications that use one of these."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        doomed, counts, lacking, _protected = super().get_deleted_objects(objs, request)
        used_by = self.applications_with(list(objs)).distinct()
        if not used_by.exists():
            return doomed, counts, lacking, []
        number = used_by.filter(visible_to(request.user)).count()
        seen = ngettext("%(n)d application", "%(n)d applications", number) % {"n": number}
        return doomed, counts, set(), [seen if number else _("applications that you do not see")]


class EveryLanguage(SideBySide):
    """Texts that nobody proof-reads later: a row has them in every language from the beginning."""

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and getattr(db_field, "language", None):
            field.required = True
        return field

    @admin.display(description=_("name"))
    def names(self, row: Model) -> SafeString:
        return texts_in_each_language(row, "name")


@admin.register(RejectionReason)
class RejectionReasonAdmin(KeptWhileApplied, EveryLanguage, TranslationAdmin[RejectionReason]):
    """The code stands in exports and never changes once it is there."""

    list_display = ("names", "code", "position", "is_active")
    list_display_links = ("names",)
    ordering = ("position", "slug")
    fieldsets = ((None, {"fields": ("name", ("slug", "position", "is_active"))}),)

    @admin.display(description=_("code"), ordering="slug")
    def code(self, reason: RejectionReason) -> SafeString:
        return format_html('<code lang="en">{}</code>', reason.slug)

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return ["slug", *localized_columns("name")]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("slug",) if obj is not None else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Procedures without a decision end with one of them by themselves."""
        is_needed = obj is not None and obj.slug == NOT_DECIDED
        return not is_needed and super().has_delete_permission(request, obj)

    def applications_with(self, objects: list[Any]) -> QuerySet[Application]:
        return Application.objects.filter(decisions__reason__in=objects)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        doomed, counts, lacking, protected = super().get_deleted_objects(objs, request)
        if not protected and any(reason.slug == NOT_DECIDED for reason in objs):
            lacking = {*lacking, self.opts.verbose_name}
        return doomed, counts, lacking, protected


@admin.register(OwnStage)
class OwnStageAdmin(KeptWhileApplied, EveryLanguage, TranslationAdmin[OwnStage]):
    list_display = ("names", "public_stage", "position", "is_active")
    list_display_links = ("names",)
    list_filter = ("public_stage",)
    show_facets = admin.ShowFacets.NEVER
    fieldsets = ((None, {"fields": ("name", ("public_stage", "position", "is_active"))}),)

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return localized_columns("name")

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A final stage has no steps inside."""
        if db_field.name == "public_stage":
            open_ones = [choice for choice in Stage.choices if choice[0] not in FINAL_STAGES]
            kwargs["choices"] = [("", "---------"), *open_ones]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """An application must not lie in a step of another stage than its own."""
        is_used = obj is not None and self.applications_with([obj]).exists()
        return ("public_stage",) if is_used else ()

    def applications_with(self, objects: list[Any]) -> QuerySet[Application]:
        return Application.objects.filter(hiring_record__own_stage__in=objects)


@admin.register(Tag)
class TagAdmin(KeptWhileApplied, admin.ModelAdmin[Tag]):
    list_display = ("name",)
    search_fields = ("name",)
    fields = ("name",)

    def applications_with(self, objects: list[Any]) -> QuerySet[Application]:
        return Application.objects.filter(hiring_record__tags__in=objects)
