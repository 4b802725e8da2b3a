"""What the pages of a text block besides its form have in common."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path

from careers import services
from careers.models import TextBlock

if TYPE_CHECKING:
    Base = admin.ModelAdmin[TextBlock]
else:
    Base = object


class BlockPages(Base):
    def page_url(self, name: str, view: Callable[..., HttpResponse]) -> URLPattern:
        """The address of a page of one block: admin:careers_textblock_<name>."""
        wrapped = self.admin_site.admin_view(view)
        return path(f"<int:pk>/{name}/", wrapped, name=f"careers_textblock_{name}")

    def block_to_change(self, request: HttpRequest, pk: int) -> TextBlock:
        """The block, if the person may change it; 403 or 404 if not."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        return get_object_or_404(TextBlock, pk=pk)

    def refuse_non_publishers(self, request: HttpRequest) -> None:
        """For pages that change postings, too."""
        if not request.user.has_perm("careers.change_posting"):
            raise PermissionDenied

    def show_refusal(self, request: HttpRequest, refused: services.PostingRefused) -> None:
        for reason in refused.reasons:
            messages.error(request, reason)
