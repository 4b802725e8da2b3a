"""A mail server that is down, hangs, refuses and drops."""

import itertools
import time
from collections.abc import Iterable

from django.urls import reverse

from applications.enums import Stage
from applications.models import Application, MailDelivery
from faults.browser import build_form
from faults.mailbox import refuse_nobody
from faults.scene import Scene, case
from faults.staff import Staff
from faults.visitor import HIDDEN
from faults.waiting import wait_until

SECONDS = 10.0
MOVES = 5
DROPS = (True, *[None] * 9, False, *[None] * 9)
"""Whether a mail whose connection breaks was taken; None where it does not break."""
RETRIED = 200.0
"""Within so many seconds after it is back, a mail that failed leaves: tries are 1, 2, 3 … minutes apart."""


def wait_for_receipts(scene: Scene) -> None:
    """Until everybody who was told of success so far has a receipt, and note how long that took."""
    expected = {one.email for one in scene.load.acknowledged} - scene.refused
    mailbox = scene.stack.mailbox
    wait_until(lambda: expected <= mailbox.message_ids().keys(), RETRIED, "all receipts are there")
    scene.recovered = time.monotonic() - scene.healed


@case("mail-down", "the mail server is down for 10 s")
def stop_server(scene: Scene) -> None:
    scene.stack.mailbox.stop()
    time.sleep(SECONDS)
    scene.stack.mailbox.start()
    scene.heal()
    wait_for_receipts(scene)


@case("mail-hangs", "the mail server does not answer at RCPT for 30 s")
def stall_server(scene: Scene) -> None:
    scene.stack.mailbox.server.stalls_at = "RCPT"
    time.sleep(3 * SECONDS)
    scene.stack.mailbox.server.stalls_at = ""
    scene.heal()
    wait_for_receipts(scene)


@case("mail-refuses-one", "the mail server refuses recipients for good whose number ends in 7")
def refuse_some(scene: Scene) -> None:
    server = scene.stack.mailbox.server
    server.refuses = lambda address: address.endswith("7@example.org")
    scene.load.wait_for(60)
    server.refuses = refuse_nobody
    scene.heal()
    wait_until_known(scene)


def wait_until_known(scene: Scene) -> None:
    """Until HR can read of each refusal that it was one."""
    refused = scene.stack.mailbox.server.turned_away
    known = MailDelivery.objects.with_refusal().values_list("application__email", flat=True)
    wait_until(lambda: refused <= {*known.all()}, RETRIED, "all refusals are known")
    scene.refused |= refused
    scene.expect(refused, "nobody was refused")
    scene.remarks.append(f"{len(refused)} were refused, and HR reads it")


@case("mail-drops", "connections break at the end of DATA for every tenth mail, half of them taken")
def drop_connections(scene: Scene) -> None:
    server, turns = scene.stack.mailbox.server, itertools.cycle(DROPS)
    server.drop_at_data = lambda _address: next(turns)
    scene.load.wait_for(60)
    server.drop_at_data = None
    scene.heal()
    wait_for_receipts(scene)


@case(
    "move-while-mail-hangs",
    "HR moves five applications while a receipt waits for the mail server, and five before that",
    at_a_time=1,
)
def move_while_mail_hangs(scene: Scene) -> None:
    server = scene.stack.mailbox.server
    emails = [one.email for one in scene.load.acknowledged[: 2 * MOVES]]
    keys = [*Application.objects.filter(email__in=emails).values_list("pk", flat=True)]
    staff = Staff(scene.stack.site)
    before = [time_move(scene, staff, key) for key in keys[:MOVES]]
    server.begun, server.stalls_at = 0, "RCPT"
    wait_until(lambda: server.begun, RETRIED, "a mail is on its way")
    meanwhile = [time_move(scene, staff, key) for key in keys[MOVES:]]
    server.stalls_at = ""
    staff.browser.close()
    scene.heal()
    scene.remarks += [f"moves before: {describe(before)}", f"meanwhile: {describe(meanwhile)}"]
    moved = Application.objects.filter(email__in=emails, stage=Stage.IN_REVIEW).count()
    scene.expect(moved == 2 * MOVES, f"{moved} of {2 * MOVES} were moved")
    wait_for_receipts(scene)


def describe(seconds: Iterable[float]) -> str:
    return f"{', '.join(f'{one:.2f}' for one in sorted(seconds))} s"


def time_move(scene: Scene, staff: Staff, key: int) -> float:
    """Seconds from the click to the page that comes after it."""
    page = reverse("admin:applications_application_change", args=[key])
    fields = dict(HIDDEN.findall(staff.browser.ask("GET", page).text))
    fields |= {"to": Stage.IN_REVIEW, "without_mail": "on"}
    begun = time.monotonic()
    path = reverse("admin:applications_application_move", args=[key])
    answer = staff.browser.ask("POST", path, build_form(fields))
    seconds = time.monotonic() - begun
    scene.expect(answer.place, f"a move was answered with {answer.status}")
    return seconds
