"""What the staff sees of applications in Django admin; importing this registers it."""

from hiring.admin.application import ApplicationAdmin

__all__ = ["ApplicationAdmin"]
