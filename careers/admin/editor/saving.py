"""How the editor reads and saves a draft: whole, locked, and only if something changed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch
from django.forms import BaseFormSet, ModelForm
from django.http import HttpRequest
from django.utils import timezone

from careers.models import Posting, PostingSection
from careers.services import note_draft_change
from careers.web.row_keys import is_number

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Posting]
else:
    Base = object

SECTIONS = Prefetch("sections", PostingSection.objects.select_related("block"))
SHOWN = (SECTIONS, "questions", "contacts", "locations", "hiring_team")
NOTHING_CHANGED = ("", "[]")


class PostingSaving(Base):
    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Posting | None:
        """The draft with all that its editor shows; locked while it is saved."""
        postings = self.get_queryset(request).select_related("department", "current_edition")
        if request.method == "POST":
            postings = postings.select_for_update(of=("self",))
        if not is_number(object_id):
            return None
        return postings.prefetch_related(*SHOWN).filter(pk=object_id).first()

    def save_model(
        self, request: HttpRequest, obj: Posting, form: "ModelForm[Posting]", change: Any
    ) -> None:
        if form.has_changed() or not change:
            super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Sequence[BaseFormSet[Any]], change: Any
    ) -> None:
        """A changed section or choice is a new version of the draft, too; an unchanged one is not."""
        super().save_related(request, form, formsets, change)
        if change and any(part.has_changed() for part in (form, *formsets)):
            note_draft_change(form.instance, now=timezone.now())


def last_save(posting: Posting) -> LogEntry | None:
    """The latest save in the admin that changed the posting: its `user` and `action_time`."""
    saves = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Posting), object_id=str(posting.pk)
    )
    changes = saves.exclude(change_message__in=NOTHING_CHANGED).select_related("user")
    return changes.order_by("-action_time").first()
