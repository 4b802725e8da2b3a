"""The history of a posting: what the public saw, when, and who changed it."""

from typing import TYPE_CHECKING

from django.contrib import admin

from careers.models import Posting

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Posting]
else:
    Base = object


class PostingHistory(Base):
    """Takes the place of Django's own history, which knows changes of rows and no editions."""
