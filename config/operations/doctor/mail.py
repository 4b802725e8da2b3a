"""The mail server, spoken to as the portal does, up to the sender's address; no mail is sent."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from email.utils import parseaddr
from typing import Any

from django.conf import settings

from config.operations.doctor.finding import Finding, error, hint, ok, warning

SECONDS = 10.0
REFUSALS = 400
"""From this code on an answer is none of success (RFC 5321, section 4.2.1)."""
SMTP_BACKEND = "config.smtp.EmailBackend"


def examine_mail() -> Iterator[Finding]:
    mailer: dict[str, Any] = settings.MAILERS["default"]
    if mailer["BACKEND"] != SMTP_BACKEND:
        yield warning("Mails do not leave by SMTP.", "Set ENVIRONMENT to production.")
        return
    options = mailer["OPTIONS"]
    place = f"{options['host']}:{options['port']}"
    try:
        with open_connection(options) as server:
            yield from examine_session(server, options)
    except (smtplib.SMTPException, OSError) as fault:
        yield explain_fault(fault, place)
        return
    yield ok(f"The mail server {place} takes mails from {settings.DEFAULT_FROM_EMAIL}.")
    yield hint(
        f"Whether mails of {settings.EMAIL_DOMAIN} are signed cannot be seen from here.",
        f"Publish SPF and DMARC for it (dig TXT {settings.EMAIL_DOMAIN}, dig TXT _dmarc.{settings.EMAIL_DOMAIN}), and"
        " have the mail server sign with DKIM, List-Unsubscribe and List-Unsubscribe-Post included.",
    )


def open_connection(options: dict[str, Any]) -> smtplib.SMTP:
    connect = smtplib.SMTP_SSL if options.get("use_ssl") else smtplib.SMTP
    return connect(
        options["host"], options["port"], local_hostname=settings.EMAIL_DOMAIN, timeout=SECONDS
    )


def examine_session(server: smtplib.SMTP, options: dict[str, Any]) -> Iterator[Finding]:
    server.ehlo_or_helo_if_needed()
    if options.get("use_tls"):
        server.starttls(context=ssl.create_default_context())
    elif server.has_extn("starttls") and not is_local(options["host"]):
        yield warning(
            "The mail server offers STARTTLS, and mails go to it in clear.",
            "Set EMAIL_USE_TLS=yes.",
        )
    if options.get("username"):
        server.login(options["username"], options["password"])
    code, answer = server.mail(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    server.rset()
    if code >= REFUSALS:
        raise smtplib.SMTPSenderRefused(code, answer, settings.DEFAULT_FROM_EMAIL)


def is_local(host: str) -> bool:
    return host in {"localhost", "::1"} or host.startswith("127.")


def explain_fault(fault: Exception, place: str) -> Finding:
    """The first that fits; what the server says itself goes with it."""
    for kind, sentence, remedy in FAULTS:
        if isinstance(fault, kind):
            return error(f"Mail server {place}: {sentence} ({describe(fault)})", remedy)
    return error(f"Mail server {place} cannot be used ({describe(fault)}).", "Ask who runs it.")


def describe(fault: Exception) -> str:
    if isinstance(fault, smtplib.SMTPResponseException):
        text = fault.smtp_error
        words = text if isinstance(text, str) else text.decode(errors="replace")
        return f"{fault.smtp_code} {' '.join(words.split())}"
    return str(fault) or type(fault).__name__


FAULTS: tuple[tuple[type[Exception], str, str], ...] = (
    (
        socket.gaierror,
        "there is no such name.",
        "Correct EMAIL_HOST, or the resolver of this host.",
    ),
    (ConnectionRefusedError, "nobody listens there.", "Correct EMAIL_HOST and EMAIL_PORT."),
    (
        TimeoutError,
        "no answer.",
        "Correct EMAIL_PORT, or let connections out to it; some providers close 25.",
    ),
    (
        ssl.SSLError,
        "TLS does not come about.",
        "EMAIL_USE_SSL is for 465, EMAIL_USE_TLS for 587; its certificate must fit EMAIL_HOST.",
    ),
    (
        smtplib.SMTPNotSupportedError,
        "it does not offer what the settings want.",
        "Take EMAIL_USE_TLS or EMAIL_HOST_USER away, or use the port for clients, usually 587.",
    ),
    (
        smtplib.SMTPAuthenticationError,
        "the login is refused.",
        "Correct EMAIL_HOST_USER and EMAIL_HOST_PASSWORD.",
    ),
    (
        smtplib.SMTPSenderRefused,
        "it does not take mails from us.",
        "Correct EMAIL_FROM, or let this login or host use it.",
    ),
    (
        smtplib.SMTPServerDisconnected,
        "it hangs up.",
        "EMAIL_USE_SSL is for 465, EMAIL_USE_TLS for 587; or it refuses this host.",
    ),
)
