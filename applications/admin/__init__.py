"""What the staff sees of applications in Django admin; importing this registers it."""

from applications.admin.application import ApplicationAdmin

__all__ = ["ApplicationAdmin"]
