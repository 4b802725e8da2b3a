"""The way to the mail server."""

import smtplib
from typing import Any

from django.conf import settings
from django.core.mail.backends import smtp


class EmailBackend(smtp.EmailBackend):
    """Django's, but greets the server with our domain; Django's would give the machine's own name.

    That name is nobody's business, and in a container it is a random word that some servers refuse.
    """

    @property
    def connection_class(self) -> Any:
        connect = smtplib.SMTP_SSL if self.use_ssl else smtplib.SMTP

        def greet(host: str, port: int, **options: Any) -> smtplib.SMTP:
            return connect(host, port, **options | {"local_hostname": settings.EMAIL_DOMAIN})

        return greet
