"""Writes ads as postings: one transaction an ad, nothing at all where nothing changed."""

from careers.importing.saving.options import Options
from careers.importing.saving.outcome import Outcome, Result
from careers.importing.saving.posting import import_source

__all__ = ["Options", "Outcome", "Result", "import_source"]
