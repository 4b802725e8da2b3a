"""Django's admin under our name, with sign-in and passwords left to allauth."""

import re
from collections.abc import Iterable
from functools import update_wrapper
from typing import Any, cast

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import DataError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from careers.web.current_brand import current_brand
from config import errors
from config.staff.admin_guard import guard
from config.staff.admin_search import cut_search
from config.staff.background_notices import background_notices
from config.staff.change_log import translate_labels
from config.staff.list_filters import keep_list_filters, preserved_filters
from config.staff.sessions import renew_session
from config.staff.unsent_forms import has_unsent_form, render_unsent_form
from hiring.waiting.start_page import read_start_page

FIRST_MODELS = (
    "Application",
    "OutgoingMail",
    "Posting",
    "TextBlock",
    "Contact",
    "Department",
    "Location",
    "Brand",
)

CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
BREAKS = re.compile("[\x0b\x0c\x85]")
"""Of a line or page; word processors write the first for a break within a paragraph."""


class StaffAdminSite(AdminSite):
    index_title = pgettext_lazy("page", "Overview")
    empty_value_display = "–"
    enable_nav_sidebar = False

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        return {
            **context,
            "site_header": current_brand().name,
            "site_title": current_brand().name,
            "preserved_filters": preserved_filters(request),
        }

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """What waits for the reader; and whether background work does not get done."""
        now = timezone.now()
        context = {
            "background_notices": background_notices(request.user, now),
            "groups": read_start_page(cast(User, request.user), now),
        }
        return super().index(request, {**context, **(extra_context or {})})

    def tables_view(self, request: HttpRequest) -> TemplateResponse:
        """Django's own start page: everything that the reader may open."""
        context = {**self.each_context(request), "title": _("All lists"), "subtitle": None}
        context["app_list"] = self.get_app_list(request)
        return TemplateResponse(request, "admin/tables.html", context)

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Every page of the admin, those of packages too, reads from its address what it may and can."""
        guarded = guard(admin_class or ModelAdmin)
        super().register(model_or_iterable, guarded, **options)

    def get_urls(self) -> list[Any]:
        tables = path("tables/", self.admin_view(self.tables_view), name="tables")
        return [tables, *super().get_urls()]

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """Applications and postings first, accounts last; within each what is used most."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: model_rank(model["object_name"]))
            for model in app["models"]:
                model["is_frequent"] = model["object_name"] in FIRST_MODELS
                registered = self._registry[model["model"]]
                model["menu_name"] = getattr(registered, "menu_name", model["name"])
        return sorted(apps, key=lambda app: model_rank(app["models"][0]["object_name"]))

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Never a form of its own, which would be a way around the limits of the other one."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
        if not self.has_permission(request):
            raise PermissionDenied
        return redirect("admin:index")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_change_password")

    def password_change_done(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("admin:index")

    def admin_view(self, view: Any, *args: Any, **kwargs: Any) -> Any:
        """Every page of the admin: what is done for all of them, before and after the view.

        Answers 400 to a form with a NUL; of other control characters, which come along when people paste,
        breaks of lines become such and the rest goes. Answers 400 to a list asked for what the database cannot read: not
        every field of the admin checks for the one, and Django's lists take any lookup in the
        address, "title__regex=(". A search that is too long is cut. A session in use is renewed; a
        form that comes after its end is given back. The list's filters are kept, and labels in the
        log of changes translated.
        """
        protected = super().admin_view(view, *args, **kwargs)

        def run_guarded_view(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method == "POST" and has_nul(request.POST):
                return errors.bad_request(request)
            if request.method == "POST" and has_control_characters(request.POST):
                cast(Any, request).POST = without_control_characters(request.POST)
            if "" in (request.GET.get(TO_FIELD_VAR), request.POST.get(TO_FIELD_VAR)):
                return errors.bad_request(request)  # Django looks for a field without a name
            if self.has_permission(request):
                renew_session(request)
                cut_search(request)
            elif not request.user.is_authenticated and has_unsent_form(request):
                return render_unsent_form(request)
            try:
                answer = protected(request, *args, **kwargs)
            except DataError:
                if request.method == "GET":
                    return errors.bad_request(request)
                raise
            keep_list_filters(request, answer)
            translate_labels((getattr(answer, "context_data", None) or {}).get("action_list", ()))
            return answer

        return update_wrapper(run_guarded_view, protected)


def has_nul(form: QueryDict) -> bool:
    texts: Iterable[str] = (text for name, values in form.lists() for text in (name, *values))
    return any("\0" in text for text in texts)


def has_control_characters(form: QueryDict) -> bool:
    return any(CONTROL.search(text) for _name, values in form.lists() for text in values)


def without_control_characters(form: QueryDict) -> QueryDict:
    clean = form.copy()
    for name, values in form.lists():
        clean.setlist(name, [remove_control_characters(text) for text in values])
    return clean


def remove_control_characters(text: str) -> str:
    """What stands in one line stays in one."""
    parted = BREAKS.sub("\n" if "\n" in text else " ", text)
    return CONTROL.sub("", parted)


def model_rank(model_name: str) -> int:
    return FIRST_MODELS.index(model_name) if model_name in FIRST_MODELS else len(FIRST_MODELS)
