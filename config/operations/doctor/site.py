"""What visitors reach: names, HTTPS, proxies, certificates, and the worker beside it."""

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from django.conf import settings
from django.http.request import validate_host
from django.utils import timezone

from careers.background_jobs.faults import Fault, count_stalled_jobs, find_faults
from config.operations.doctor.finding import Finding, error, hint, ok, warning

SECONDS = 10.0
SOON, AT_ONCE = timedelta(days=21), timedelta(days=3)


def examine_names() -> Iterator[Finding]:
    site = urlsplit(settings.SITE_URL)
    if not site.hostname or not validate_host(site.hostname, settings.ALLOWED_HOSTS):
        yield error(
            f"SITE_URL ({settings.SITE_URL}) is none of ALLOWED_HOSTS: every link in mails is answered 400.",
            "Put its name into ALLOWED_HOSTS, or correct SITE_URL.",
        )
    elif (site.scheme == "https") != settings.HTTPS:
        yield error(
            f"SITE_URL begins with {site.scheme}, and HTTPS is {'on' if settings.HTTPS else 'off'}.",
            "Let both say the same.",
        )
    else:
        yield ok(f"Links in mails lead to {settings.SITE_URL}, which the portal answers.")
    if not settings.HTTPS:
        yield warning(
            "Visitors are served without HTTPS.", "Set HTTPS=yes behind a proxy that ends TLS."
        )


def examine_proxies() -> Iterator[Finding]:
    count = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if count == 0 and settings.HTTPS:
        yield error(
            "TRUSTED_PROXY_COUNT is 0, but something ends TLS before the portal: all visitors share one address, and"
            " one who mistypes a password ten times shuts the others out.",
            "Set it to the number of proxies between visitor and web server, usually 1.",
        )
    else:
        yield hint(
            f"The visitor's address is taken from the {count}. entry of X-Forwarded-For from the right.",
            "With more or fewer proxies, set TRUSTED_PROXY_COUNT; each of them must add one entry or set it.",
        )


def examine_worker() -> Iterator[Finding]:
    now = timezone.now()
    faults = find_faults(now)
    if Fault.WORKER in faults:
        yield error(
            "No worker was seen for two minutes: no mail leaves.", "Start worker, or see its log."
        )
    else:
        yield ok("A worker is alive.")
    if Fault.QUEUE in faults:
        yield error(
            "A background job has been due for ten minutes.",
            "See the log of worker; raise WORKER_CONCURRENCY.",
        )
    if stalled := count_stalled_jobs(now):
        yield warning(
            f"{stalled} jobs belong to dead workers.",
            "A living worker takes them up within two minutes.",
        )


def examine_certificate(path: Path) -> Iterator[Finding]:
    try:
        found = x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError) as fault:
        yield error(
            f"{path} holds no certificate that can be read ({type(fault).__name__}).",
            "Name a PEM file.",
        )
        return
    yield judge_end(f"The certificate in {path}", found.not_valid_after_utc)
    yield from judge_names(path, found)


def judge_names(path: Path, found: x509.Certificate) -> Iterator[Finding]:
    host = urlsplit(settings.SITE_URL).hostname or ""
    try:
        extension = found.extensions.get_extension_for_class(x509.SubjectAlternativeName)
        names = extension.value.get_values_for_type(x509.DNSName)
    except x509.ExtensionNotFound:
        names = []
    parent = f"*.{host.partition('.')[2]}"
    if host not in names and parent not in names:
        yield error(
            f"The certificate in {path} is not for {host}.",
            "Have one made for the name in SITE_URL.",
        )


def examine_connection() -> Iterator[Finding]:
    """As a browser connects; the certificate must be one that this host trusts."""
    site = urlsplit(settings.SITE_URL)
    host, port = site.hostname or "", site.port or 443
    try:
        with (
            socket.create_connection((host, port), SECONDS) as plain,
            ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secure,
        ):
            ends = secure.getpeercert() or {}
    except ssl.SSLCertVerificationError as fault:
        yield error(
            f"Browsers refuse the certificate of {host}: {fault.verify_message}.",
            "Renew it, with its chain.",
        )
        return
    except OSError as fault:
        yield error(
            f"{host}:{port} cannot be reached ({fault}).", "Correct DNS, the firewall or the proxy."
        )
        return
    seconds = ssl.cert_time_to_seconds(str(ends["notAfter"]))
    yield judge_end(f"The certificate of {host}", datetime.fromtimestamp(seconds, UTC))


def judge_end(what: str, at: datetime) -> Finding:
    left = at - timezone.now()
    if left <= AT_ONCE:
        when = "has ended" if left <= timedelta() else "ends within three days"
        return error(f"{what} {when} ({at:%Y-%m-%d}).", "Renew it now.")
    if left <= SOON:
        return warning(f"{what} ends on {at:%Y-%m-%d}.", "See why it is not renewed by itself.")
    return ok(f"{what} holds until {at:%Y-%m-%d}.")
