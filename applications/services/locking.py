"""Whoever changes an application locks it first, and may find it erased."""

from uuid import uuid4

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from applications.models import AddressChange, Application

RESTRICTED = _("The applicant has asked for erasure; the data may no longer be used.")


class ApplicationGone(Exception):
    """The application was erased meanwhile."""


def end_links(locked: Application) -> None:
    """Make every link to a locked application worthless, those of doubles merged into it included."""
    locked.link_version += 1
    locked.save(update_fields=["link_version"])
    locked.merged.update(link_version=F("link_version") + 1)


@transaction.atomic
def end_browser_keys(application: Application) -> None:
    """From now on only mailed links open it; the browser that sent it holds it no more, as after take_over_draft().

    Whoever applies with a foreign address must not see what the reader of its mail adds: to be
    called before that is kept. A change of address that it asked for comes to nothing.
    """
    application.holder = uuid4()
    Application.objects.filter(pk=application.pk).update(holder=application.holder)
    asked = AddressChange.objects.filter(application=application, confirmed_at=None)
    asked.filter(is_of_browser=True).delete()


def lock_application(application: Application) -> Application:
    """The application as it is now, locked until the transaction ends; ApplicationGone if it is no more."""
    found = Application.objects.select_for_update().filter(pk=application.pk).first()
    if found is None:
        raise ApplicationGone
    return found
