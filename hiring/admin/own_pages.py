"""Pages of what somebody has begun, such as exports: everybody sees their own, and nobody else's."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from hiring.rights import MAY_OPEN

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = admin.ModelAdmin


class OwnPagesAdmin(Base):
    """No list and no forms of Django's; those who read no applications have nothing of their own either."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def render(
        self,
        request: HttpRequest,
        page: str,
        context: dict[str, object],
        status: int = HTTPStatus.OK,
    ) -> HttpResponse:
        shared = self.admin_site.each_context(request)
        headers = {"Cache-Control": "no-store"}
        return TemplateResponse(request, page, shared | context, status=status, headers=headers)


def refuse_strangers(request: HttpRequest) -> None:
    """Raises PermissionDenied for those who read no applications."""
    if not request.user.has_perm(MAY_OPEN):
        raise PermissionDenied
