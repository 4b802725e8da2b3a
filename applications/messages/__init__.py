"""What applicants are written: one function a mail, each in the applicant's language."""

from applications.messages.delivery import deliver_receipt
from applications.messages.receipt import compose_receipt

__all__ = ["compose_receipt", "deliver_receipt"]
