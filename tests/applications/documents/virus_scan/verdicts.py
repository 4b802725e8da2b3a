"""Rows of documents in each state of the virus scan."""

from typing import Any

from django.utils import timezone

from applications.enums import ScanCause, ScanState


def scanned(state: ScanState) -> dict[str, Any]:
    """The fields of a document that is in this state, as the database wants them."""
    fields: dict[str, Any] = {"scan_state": state}
    if state in {ScanState.CLEAN, ScanState.INFECTED, ScanState.FAILED}:
        fields |= {"scanned_at": timezone.now()}
    if state == ScanState.INFECTED:
        fields |= {"scan_finding": "Some.Signature"}
    if state == ScanState.FAILED:
        fields |= {"scan_cause": ScanCause.LIMITS}
    return fields
