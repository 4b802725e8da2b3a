"""A corrected e-mail address, as far as the outbox is concerned."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from applications.models import Application
from applications.services.addresses import correct_address
from hiring.models import OutgoingMail

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def correct_applicant_address(
    *, application: Application, email: str, actor: "User", now: datetime
) -> None:
    """Put the address right; what waits in the outbox goes to the new one, since mails ask for it late.

    What a mail server said of the earlier address may name it, and is forgotten. Raises as
    correct_address.
    """
    correct_address(application=application, email=email, actor=actor, now=now)
    OutgoingMail.objects.filter(application=application).exclude(answer="").update(answer="")
