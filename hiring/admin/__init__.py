"""What the staff sees of applications in Django admin; importing this registers it."""

from hiring.admin.application import ApplicationAdmin
from hiring.admin.outbox import OutgoingMailAdmin

__all__ = ["ApplicationAdmin", "OutgoingMailAdmin"]
