"""What is wrong with the virus scanner at this moment: told by /readyz and on the admin's start page."""

from datetime import datetime
from enum import StrEnum

from django.conf import settings

from applications.documents.virus_scan.clamd import (
    ScannerUnavailable,
    is_configured,
    read_signature_date,
)

PROBE_SECONDS = 0.5
"""A probe, and the start page, wait no longer."""


class ScannerFault(StrEnum):
    """Applications come in all the same; their documents wait, or are judged by old signatures."""

    SCANNER = "scanner"
    """It is configured and does not answer."""
    SIGNATURES = "scanner_signatures"
    """They are older than settings.CLAMD_SIGNATURE_DAYS, or it does not say how old."""


def find_scanner_faults(now: datetime) -> list[ScannerFault]:
    """None where no scanner is configured, or all is well."""
    if not is_configured():
        return []
    try:
        signatures_at = read_signature_date(seconds=PROBE_SECONDS)
    except ScannerUnavailable:
        return [ScannerFault.SCANNER]
    is_fresh = signatures_at and (now - signatures_at).days < settings.CLAMD_SIGNATURE_DAYS
    return [] if is_fresh else [ScannerFault.SIGNATURES]
