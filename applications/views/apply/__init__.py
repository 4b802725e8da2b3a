"""Applying: the form, its draft and files, and the review before sending."""

from applications.views.apply.drafts import discard, open_draft, update_files
from applications.views.apply.fill_in import apply
from applications.views.apply.review import review_application
from applications.views.apply.uploads import announce_upload, handle_upload

__all__ = [
    "announce_upload",
    "apply",
    "discard",
    "handle_upload",
    "open_draft",
    "review_application",
    "update_files",
]
