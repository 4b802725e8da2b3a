"""A virus scanner (clamd) that is down, hangs or refuses, and the worker killed in the middle of a scan."""

import time

from applications.documents.virus_scan.pending import SCAN_JOB
from applications.enums import ScanState
from applications.models import Document
from faults.audit import find_open_jobs
from faults.browser import Site
from faults.cases.jobs import TAKEN_UP, kill_worker, wait_for_jobs
from faults.scene import Scene, case
from faults.stack import Stack
from faults.visitor import Visitor
from faults.waiting import wait_until
from tests.clamd import Clamd, running_clamd

SECONDS = 10.0
SCANNED = 420.0
"""Seconds within which all documents are judged after the scanner is back: tries are 1, 2, 3 … minutes apart."""
LARGE = 1_200_000
"""Bytes of a CV that is over the limit of the scanner, which is 1 MiB here."""


class Heavy(Visitor):
    """Every tenth has a CV that the scanner refuses for its size."""

    def __init__(self, site: Site, mark: str, number: int, form: str) -> None:
        super().__init__(site, mark, number, form, size=0 if number % 10 else LARGE)


def begin_with_scanner(stack: Stack) -> None:
    """With a patience of two seconds, so that what hangs is soon given up."""
    stack.scanner = stack.extras.enter_context(running_clamd())
    stack.more["CLAMD_ADDRESS"] = stack.scanner.unix_address
    stack.more |= {"CLAMD_SECONDS": "2", "CLAMD_STREAM_MAX_MIB": "1"}


def begin_with_patient_scanner(stack: Stack) -> None:
    begin_with_scanner(stack)
    stack.more["CLAMD_SECONDS"] = "120"


def end_scanner(stack: Stack) -> None:
    stack.extras.close()
    stack.scanner = None


def scanner_of(scene: Scene) -> Clamd:
    if scene.stack.scanner is None:
        raise LookupError
    return scene.stack.scanner


def documents_of(scene: Scene, state: ScanState) -> set[str]:
    """Addresses of those visitors whose CV is in this state."""
    emails = [one.email for one in scene.load.acknowledged]
    found = Document.objects.filter(application__email__in=emails, scan_state=state)
    return {*found.values_list("application__email", flat=True)}


def wait_for_verdicts(scene: Scene) -> None:
    """Until no document is pending; none may have been released without a verdict."""
    wait_until(lambda: not documents_of(scene, ScanState.PENDING), SCANNED, "all are judged")
    scene.remarks.append(f"all were judged {time.monotonic() - scene.healed:.0f} s after the end")
    scene.withheld |= documents_of(scene, ScanState.FAILED)
    unscanned = documents_of(scene, ScanState.NOT_SCANNED)
    scene.expect(not unscanned, f"released without a scan: {len(unscanned)}")


@case(
    "scanner-down",
    "the virus scanner is down for 10 s",
    before=begin_with_scanner,
    after=end_scanner,
    settle=wait_for_verdicts,
)
def stop_scanner(scene: Scene) -> None:
    scanner_of(scene).kill()
    time.sleep(SECONDS)
    scanner_of(scene).start()
    scene.heal()


@case(
    "scanner-hangs",
    "the virus scanner takes connections and never answers for 10 s",
    before=begin_with_scanner,
    after=end_scanner,
    settle=wait_for_verdicts,
)
def stall_scanner(scene: Scene) -> None:
    scanner_of(scene).freeze()
    time.sleep(SECONDS)
    scanner_of(scene).thaw()
    scene.heal()


def expect_refusals(scene: Scene) -> None:
    """Those over the limit are withheld and marked, and only those."""
    wait_for_verdicts(scene)
    large = {one.email for one in scene.load.acknowledged if one.size > LARGE}
    scene.expect(scene.withheld == large, f"withheld {len(scene.withheld)} of {len(large)}")
    scene.remarks.append(f"{len(large)} were over the limit; HR reads it and cannot open them")


@case(
    "scanner-limit",
    "every tenth CV is over the limit of the virus scanner",
    visitor=Heavy,
    before=begin_with_scanner,
    after=end_scanner,
    settle=expect_refusals,
)
def send_large_files(scene: Scene) -> None:
    scene.heal()


@case(
    "scan-job-killed",
    "kill -9 of the worker in the middle of a scan",
    before=begin_with_patient_scanner,
    after=end_scanner,
    settle=wait_for_verdicts,
)
def kill_scan_job(scene: Scene) -> None:
    scanner_of(scene).freeze()
    wait_until(find_running_scans, TAKEN_UP, "a scan is on its way")
    keys = find_running_scans()
    kill_worker(scene)
    scanner_of(scene).thaw()
    wait_for_jobs(scene, SCAN_JOB, keys)


def find_running_scans() -> set[int]:
    return find_open_jobs(SCAN_JOB, ["doing"])
