"""Applying: the form, its draft and files, and the review before sending."""

from applications.views.apply.drafts import discard, files, open_draft
from applications.views.apply.fill_in import apply
from applications.views.apply.review import review
from applications.views.apply.uploads import upload, uploads

__all__ = ["apply", "discard", "files", "open_draft", "review", "upload", "uploads"]
