"""A real mail server for tests, on a free port of the loopback interface; what it takes is read as mails.

    def test_mail_leaves(smtp_server): … smtp_server.mails[0]["Subject"]

The fixture points Django's mailer at the server: a test then goes the whole way over SMTP, other than with `mailoutbox`.
"""

import asyncio
import email
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import default as modern

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings


class SmtpServer:
    """Keeps what it is sent; addresses in `refused` get 550 instead, as where nobody has that mailbox.

    An address in `answers` gets that answer. `greetings` are the names that clients gave with EHLO, one a mail.

    `drop_at_data` is asked for each mail's address: the connection then breaks at the end of DATA, after the mail was
    taken if it says True, without it if it says False; None drops nothing. `drops` notes each, in order.

    `refuses_senders` refuses every mail by who it is from.

    It does not answer while `stalls_at` is "RCPT", or is "DATA", when it has taken the mail already;
    `begun` counts the mails that got so far. `pause` is how many seconds it takes before it takes a mail, and again
    before it says so.
    """

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.refuses_senders = False
        self.refused: set[str] = set()
        self.answers: dict[str, str] = {}
        self.greetings: list[str] = []
        self.contents: list[bytes] = []
        self.drop_at_data: Callable[[str], bool | None] | None = None
        self.drops: list[tuple[str, bool]] = []
        self.begun = 0
        self.stalls_at = ""
        self.pause = 0.0

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuses_senders:
            return "550 5.7.1 Not from here"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await self.stall("RCPT")
        if address in self.refused:
            return "550 5.1.1 No such mailbox"
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        await asyncio.sleep(self.pause)
        content = envelope.original_content or b""
        takes_it = self.drop_at_data and self.drop_at_data(envelope.rcpt_tos[0])
        if takes_it is not None:
            self.drops.append((envelope.rcpt_tos[0], takes_it))
            server.transport.abort()
            if not takes_it:
                return "451 dropped"
        self.contents.append(content)
        self.greetings.append(str(session.host_name))
        self.mails.append(email.message_from_bytes(content, EmailMessage, policy=modern))
        self.recipients.append([*envelope.rcpt_tos])
        await asyncio.sleep(self.pause)
        await self.stall("DATA")
        return "250 OK"

    async def stall(self, where: str) -> None:
        if self.stalls_at == where:
            self.begun += 1
        while self.stalls_at == where:  # set by the test, in another thread
            await asyncio.sleep(0.05)


class FreePortController(Controller):
    """A controller that knows the port that the system chose before it waits for the first answer."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def text_of(mail: EmailMessage) -> str:
    """The plain text of a mail, decoded, with line ends as Python has them."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


@pytest.fixture
def smtp_server(settings: Settings) -> Iterator[SmtpServer]:
    server = SmtpServer()
    controller = FreePortController(server, hostname="127.0.0.1", port=0)
    controller.start()
    options = {"host": "127.0.0.1", "port": controller.port, "timeout": 20}
    settings.MAILERS = {"default": {"BACKEND": "config.smtp.EmailBackend", "OPTIONS": options}}
    yield server
    controller.stop()
