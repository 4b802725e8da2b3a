"""The brand in the admin: a draft to be changed, looked at, and used."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from modeltranslation.admin import TranslationAdmin

from careers.admin.side_by_side import SideBySide
from careers.branding.picture_roles import UPLOADED
from careers.models import Brand
from careers.services.brand import (
    discard_brand_draft,
    is_brand_draft_new,
    save_brand_draft,
    use_brand,
)
from careers.web.current_brand import build_brand
from config.staff.brand_forms import LABELS, BrandForm, remove_name
from config.staff.brand_preview import render_preview

PREVIEW = "admin:careers_brand_preview"
PICTURES = gettext_lazy("Pictures")


class BrandAdmin(SideBySide, TranslationAdmin[Brand]):
    menu_name = gettext_lazy("Brand")
    form = BrandForm
    change_form_template = "admin/careers/brand/change_form.html"
    fieldsets = (
        (gettext_lazy("Name and colours"), {"fields": ("name", ("colour", "second_colour"))}),
        (
            PICTURES,
            {
                "fields": (
                    *((role, remove_name(role)) for role in UPLOADED),
                    "hero_alt",
                )
            },
        ),
        (gettext_lazy("Words"), {"fields": ("introduction", "about", "links")}),
        (
            gettext_lazy("Legal additions"),
            {"fields": ("imprint_addition", "privacy_addition")},
        ),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who may only look is shown no inputs for files, which are no columns."""
        found = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj):
            return found
        return [(name, each) for name, each in found if name != PICTURES]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Brand]:
        return super().get_queryset(request).filter(state=Brand.State.DRAFT)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        own = (
            ("preview", require_safe(self.preview_view)),
            ("stylesheet", never_cache(require_safe(self.stylesheet_view))),
            ("use", require_POST(self.use_view)),
            ("discard", require_POST(self.discard_view)),
        )
        pages = [
            path(f"{name}/", self.admin_site.admin_view(view), name=f"careers_brand_{name}")
            for name, view in own
        ]
        return [*pages, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one draft, so no list."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self.go_to_draft(request)

    def go_to_draft(self, request: HttpRequest) -> HttpResponse:
        return redirect("admin:careers_brand_change", self.get_queryset(request).get().pk)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        draft = self.get_queryset(request).get()
        shown = [
            (role, LABELS[role][0], picture)
            for role in UPLOADED
            if (picture := draft.find_picture(role))
        ]
        context |= {"is_draft_new": is_brand_draft_new(), "shown_pictures": shown}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Brand, form: Any, change: Any) -> None:
        save_brand_draft(
            draft=obj, pictures=form.pictures, removed=form.removed, now=timezone.now()
        )

    def response_change(self, request: HttpRequest, obj: Brand) -> HttpResponse:
        if "_preview" in request.POST:
            return redirect(PREVIEW)
        self.message_user(request, _("The draft is saved. Nobody sees it yet."), messages.SUCCESS)
        return self.go_to_draft(request)

    def preview_view(self, request: HttpRequest) -> HttpResponseBase:
        self.refuse_others(request)
        return render_preview(request, self.get_queryset(request).get())

    def stylesheet_view(self, request: HttpRequest) -> HttpResponse:
        self.refuse_others(request)
        draft = build_brand(self.get_queryset(request).get(), {})
        return HttpResponse(draft.stylesheet, content_type="text/css; charset=utf-8")

    def use_view(self, request: HttpRequest) -> HttpResponse:
        self.refuse_others(request)
        use_brand()
        draft = self.get_queryset(request).get()
        self.log_change(request, draft, [{"changed": {"name": _("brand"), "object": _("in use")}}])
        words = _("All pages, emails and files show the new brand; shared links within minutes.")
        self.message_user(request, words, messages.SUCCESS)
        return self.go_to_draft(request)

    def discard_view(self, request: HttpRequest) -> HttpResponse:
        self.refuse_others(request)
        discard_brand_draft()
        words = _("The draft is what is in use again.")
        self.message_user(request, words, messages.SUCCESS)
        return self.go_to_draft(request)

    def refuse_others(self, request: HttpRequest) -> None:
        if not self.has_change_permission(cast(Any, request)):
            raise PermissionDenied
