"""The word index of applications: what staff search by, and never read."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class ApplicationWords(models.Model):
    """The words of an application and of its documents' texts, as they are and by their stems.

    Each word once under each weight, in alphabetical order: the text cannot be read from it.
    Derived: applications.word_index writes it anew whenever one of them changes, and
    `manage.py make_previews` where it is missing. It is erased with the application.
    """

    application = models.OneToOneField(
        "applications.Application", models.CASCADE, primary_key=True, related_name="words"
    )
    vector = SearchVectorField(
        help_text="Name and reference (A), message and answers (B), documents (D), in one spelling."
    )
    lead = SearchVectorField(
        help_text="Of these, name and reference (A) and the beginning of the rest (B): what ranks, "
        "and is small enough to be read for every row that is found."
    )
    layout = models.PositiveSmallIntegerField(
        db_default=0,
        help_text="How the words are arranged; 0, the first one, kept the order of the texts.",
    )

    objects: ClassVar[models.Manager["ApplicationWords"]] = models.Manager()

    class Meta:
        verbose_name = "words of an application"
        verbose_name_plural = "words of applications"
        default_permissions = ()
        # New words go into the index at once: a list of pending ones makes it look dear, and then
        # each search unpacks every vector.
        indexes = (GinIndex(fields=["vector"], name="application_words_vector", fastupdate=False),)

    def __str__(self) -> str:
        return str(self.application_id)
