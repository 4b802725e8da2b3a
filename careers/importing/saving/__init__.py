"""Writes ads as postings: one transaction an ad, nothing at all where nothing changed."""

from careers.importing.saving.ad_import import import_source
from careers.importing.saving.options import Options
from careers.importing.saving.outcome import Outcome, Result

__all__ = ["Options", "Outcome", "Result", "import_source"]
