"""The mail server of a run: that of the tests, which can be down, hang, refuse and drop."""

from collections import defaultdict
from collections.abc import Callable
from typing import override

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from config.run.local import find_free_port
from faults.waiting import wait_until
from tests.smtp import SmtpServer

NEXT_SECONDS = 120.0


def refuse_nobody(_address: str) -> bool:
    return False


class Server(SmtpServer):
    """Refuses those for good of whom `refuses` says so, and remembers them."""

    def __init__(self) -> None:
        super().__init__()
        self.refuses: Callable[[str], bool] = refuse_nobody
        self.turned_away: set[str] = set()

    @override
    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuses(address):
            self.turned_away.add(address)
            self.refused.add(address)
        return await super().handle_RCPT(server, session, envelope, address, options)


class Mailbox:
    """Keeps its port while it is down, as a real one does."""

    def __init__(self) -> None:
        self.server = Server()
        self.port = find_free_port(0)
        self.controller: Controller | None = None

    def start(self) -> None:
        self.controller = Controller(self.server, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self) -> None:
        if self.controller:
            self.controller.stop(no_assert=True)
        self.controller = None

    def message_ids(self) -> dict[str, list[str]]:
        """By recipient, the Message-ID of each mail that was taken, in order."""
        found = defaultdict[str, list[str]](list)
        for mail, recipients in zip([*self.server.mails], [*self.server.recipients], strict=False):
            for recipient in recipients:
                found[recipient].append(str(mail["Message-ID"]))
        return found

    def wait_for_next(self) -> None:
        """Until one more mail was taken."""
        count = len(self.server.mails)
        wait_until(lambda: len(self.server.mails) > count, NEXT_SECONDS, "a mail arrives")
