"""Whoever changes an application locks it first, and may find it erased."""

from applications.models import Application


class ApplicationGone(Exception):
    """The application was erased meanwhile."""


def lock_application(application: Application) -> Application:
    """The application as it is now, locked until the transaction ends; ApplicationGone if it is no more."""
    found = Application.objects.select_for_update().filter(pk=application.pk).first()
    if found is None:
        raise ApplicationGone
    return found
