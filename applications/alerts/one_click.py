"""Mails that mail programs can unsubscribe from by themselves.

https://www.rfc-editor.org/rfc/rfc8058
"""

from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.policy import Policy

from applications.mails.portal_mail import PortalMail, build_registry


class WholeHeader(UnstructuredHeader, BaseHeader):
    """A header on one line, however long.

    Python would make encoded words of a long address, and those who read it look for an address.
    """

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


class OneClickMail(PortalMail):
    """A mail whose subscription ends by a POST to `end_url`."""

    def add_unsubscribe_headers(self, end_url: str) -> None:
        self.extra_headers["List-Unsubscribe"] = f"<{end_url}>"
        self.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"

    def header_registry(self) -> HeaderRegistry:
        headers = build_registry()
        headers.map_to_type("list-unsubscribe", WholeHeader)
        return headers
