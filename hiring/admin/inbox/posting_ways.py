"""The ways from a posting to its applications, with their numbers: a column of the list, a link in the editor.

`careers` knows nothing of applications, so that its admin of postings is registered again here with these added.
"""

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.admin.posting import PostingAdmin
from careers.admin.posting_list import ListOfPostings
from careers.models import Posting
from careers.web.row_keys import is_number
from hiring.inbox.counting import PostingCounts, count_by_posting
from hiring.inbox.scope import readable_postings
from hiring.rights import MAY_OPEN


class ListWithCounts(ListOfPostings):
    """Counts the applications of the postings of one page by one query."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        if not request.user.has_perm(MAY_OPEN):
            return
        postings = list(self.result_list)
        user = cast(User, request.user)
        keys = [posting.pk for posting in postings]
        counts = count_by_posting(user, keys)
        readable = set(readable_postings(user).filter(pk__in=keys).values_list("pk", flat=True))
        for posting in postings:
            if posting.pk in readable:
                posting.applications_open = counts.get(posting.pk, PostingCounts())
        self.result_list = postings


class PostingWithInbox(PostingAdmin):
    """Whoever may read applications finds those of a posting from it; nobody else sees a number."""

    @admin.display(description=gettext_lazy("applications"))
    def applications(self, posting: Posting) -> SafeString | str:
        counts = getattr(posting, "applications_open", None)
        return link_to_inbox(posting, counts) if counts else self.get_empty_value_display()

    def get_list_display(self, request: HttpRequest) -> Any:
        columns = super().get_list_display(request)
        return [*columns, "applications"] if request.user.has_perm(MAY_OPEN) else columns

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ListOfPostings]:
        return ListWithCounts

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        inbox = build_link(request, object_id) if request.method == "GET" else ""
        context = {"inbox": inbox, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)


def build_link(request: HttpRequest, object_id: str) -> SafeString | str:
    """Nothing for those who may not read the applications of this posting."""
    user = cast(User, request.user)
    if not user.has_perm(MAY_OPEN) or not is_number(object_id):
        return ""
    posting = readable_postings(user).filter(pk=object_id).first()
    if posting is None:
        return ""
    counts = count_by_posting(user, [posting.pk]).get(posting.pk, PostingCounts())
    return link_to_inbox(posting, counts)


def link_to_inbox(posting: Posting, counts: PostingCounts) -> SafeString:
    url = reverse("admin:applications_application_changelist")
    words = _("%(open)s open") % {"open": counts.open}
    if counts.new:
        words += ", " + _("%(new)s new") % {"new": counts.new}
    return format_html('<a href="{}?{}">{}</a>', url, urlencode({"posting": posting.pk}), words)


admin.site.unregister(Posting)
admin.site.register(Posting, PostingWithInbox)
