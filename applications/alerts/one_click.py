"""Mails that mail programs can unsubscribe from by themselves.

https://www.rfc-editor.org/rfc/rfc8058
"""

import email.policy
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import EmailPolicy, Policy

from django.core.mail import EmailMultiAlternatives


class WholeHeader(UnstructuredHeader, BaseHeader):
    """A header on one line, however long.

    Python would make encoded words of a long address, and those who read it look for an address.
    """

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


class OneClickMail(EmailMultiAlternatives):
    """A mail whose subscription ends by a POST to `end_url`."""

    def add_unsubscribe_headers(self, end_url: str) -> None:
        self.extra_headers["List-Unsubscribe"] = f"<{end_url}>"
        self.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"

    def message(self, *, policy: Policy | None = None) -> EmailMessage:
        chosen = policy if isinstance(policy, EmailPolicy) else email.policy.default
        headers = HeaderRegistry()
        headers.map_to_type("list-unsubscribe", WholeHeader)
        return super().message(policy=chosen.clone(header_factory=headers))
