"""What postings use is kept: a deletion is refused with the list of them."""

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from careers.models import Posting

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = object


class KeptWhileUsed(Base):
    @abstractmethod
    def postings_with(self, objects: list[Any]) -> QuerySet[Posting]:
        """The postings that use one of these."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """As Django's, but the protectors are the postings, with links, wherever there are some."""
        doomed, counts, lacking, protected = super().get_deleted_objects(objs, request)
        users = self.postings_with(list(objs)).distinct()
        return doomed, counts, lacking, [posting_link(posting) for posting in users] or protected


def posting_link(posting: Posting) -> SafeString:
    url = reverse("admin:careers_posting_change", args=[posting.pk])
    return format_html('<a href="{}">{}</a>', url, posting)
