"""Saying that a language is still right although the other one changed."""

from typing import TYPE_CHECKING

from django.contrib import admin

from careers.models import Posting

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Posting]
else:
    Base = object


class PostingConfirming(Base):
    """Adds the page that shows what changed, and the button that says it is still right."""
