"""The page on which members of staff choose when they hear of new applications."""

from typing import cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _

from hiring.forms.notices import NoticeForm
from hiring.models import NoticePreference
from hiring.rights import MAY_OPEN
from hiring.services.notices import choose_notices, find_preference


@admin.register(NoticePreference)
class NoticePreferenceAdmin(admin.ModelAdmin[NoticePreference]):
    """No list and no forms: everybody changes their own choice, and nobody else's."""

    def get_urls(self) -> list[URLPattern]:
        mine = self.admin_site.admin_view(self.mine_view)
        return [path("mine/", mine, name="hiring_noticepreference_mine")]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def mine_view(self, request: HttpRequest) -> HttpResponse:
        user = cast(User, request.user)
        if not user.has_perm(MAY_OPEN):
            raise PermissionDenied
        preference = find_preference(user)
        initial = {"timing": preference.timing, "language": preference.language}
        form = NoticeForm(request.POST or None, initial=initial)
        if form.is_valid():
            choose_notices(user=user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Your choice is saved."))
            return redirect("admin:hiring_noticepreference_mine")
        context = {
            **self.admin_site.each_context(request),
            "title": _("My notices"),
            "form": form,
            "address": user.email,
        }
        return TemplateResponse(request, "admin/hiring/noticepreference/mine.html", context)
