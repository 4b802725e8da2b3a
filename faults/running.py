"""One case after the other: load, fault, end of the fault, comparison, a line of the table."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.utils import timezone

from applications.documents.expiry import delete_drafts
from applications.enums import ErasureReason
from applications.models import Application, Draft
from applications.privacy.erasure import erase_application
from faults.audit import Exceptions, Verdict, judge, seconds_until_recovery, wait_until_drained
from faults.cases import CASES
from faults.load import Load
from faults.scene import Case, Scene
from faults.stack import Stack
from faults.staff import Staff, ensure_account
from faults.visitor import Told
from faults.waiting import WaitedTooLong

FIRST = 15
"""Acknowledged before the fault strikes."""
COLUMNS = (
    "case",
    "acknowledged",
    "lost",
    "doubled",
    "orphaned",
    "tried again",
    "slowest (s)",
    "recovered (s)",
)


def run_cases(stack: Stack, names: Sequence[str], count: int) -> int:
    """Print the table; returns how many cases were not as they should be."""
    ensure_account()
    stack.start()
    stack.find_posting()
    print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}", flush=True)
    bad = 0
    for name in names or CASES:
        verdict, scene = run_case(stack, CASES[name], count)
        print(format_row(name, verdict), flush=True)
        for sentence in [*verdict.lost, *verdict.doubled, *verdict.orphaned, *verdict.surprises][
            :20
        ]:
            print(f"    {sentence}", flush=True)
        causes = sum((one.refusals for one in scene.load.told), Counter[str]())
        if causes:
            print(f"    tried again after: {dict(causes)}", flush=True)
        for sentence in scene.remarks:
            print(f"    ({sentence})", flush=True)
        bad += not verdict.is_good
        forget(scene.load.told)
    return bad


def forget(told: Iterable[Told]) -> None:
    """Erase what these visitors sent or began: the small disks have to hold those of the next case."""
    emails, now = [one.email for one in told], timezone.now()
    for application in Application.objects.filter(email__in=emails):
        erase_application(application=application, reason=ErasureReason.REQUEST, now=now)
    delete_drafts(Draft.objects.all())


def run_case(stack: Stack, case: Case, count: int) -> tuple[Verdict, Scene]:
    """The fault under load, and what came of it."""
    load = Load(
        lambda number: case.visitor(stack.site, case.name, number, stack.form),
        at_a_time=case.at_a_time,
    )
    scene = Scene(stack, load)
    with prepared_stack(stack, case):
        load.start()
        try:
            strike(scene, case, count)
        except WaitedTooLong as late:
            scene.failures.append(str(late))
        load.stop()
        scene.failures += wait_until_drained(case.name)
        settle(scene, case)
        staff = Staff(stack.site)
        verdict = judge(
            load, staff, stack.mailbox, Exceptions(scene.refused, scene.erased, scene.withheld)
        )
        staff.browser.close()
    verdict.surprises += scene.failures
    verdict.recovered = scene.recovered
    if scene.recovered is None and scene.healed and not case.is_closing:
        verdict.recovered = seconds_until_recovery(load, scene.healed)
    return verdict, scene


def settle(scene: Scene, case: Case) -> None:
    try:
        if case.settle is not None:
            case.settle(scene)
    except WaitedTooLong as late:
        scene.failures.append(str(late))


def strike(scene: Scene, case: Case, count: int) -> None:
    """In the middle of a load that comes to `count` acknowledgements, and to one after the fault."""
    load = scene.load
    load.wait_for(min(FIRST, count))
    case.strike(scene)
    if not case.is_closing:
        load.wait_for(1)
        load.wait_for(max(count - len(load.acknowledged), 0))


@contextmanager
def prepared_stack(stack: Stack, case: Case) -> Iterator[None]:
    """Web and worker as this case wants them, and afterwards as they were."""
    if case.before is None:
        yield
        return
    stack.stop()
    case.before(stack)
    stack.start()
    yield
    stack.stop()
    stack.more.clear()
    if case.after is not None:
        case.after(stack)
    stack.start()


def format_row(name: str, verdict: Verdict) -> str:
    recovered = "–" if verdict.recovered is None else f"{verdict.recovered:.1f}"
    figures = (
        verdict.acknowledged,
        len(verdict.lost),
        len(verdict.doubled),
        len(verdict.orphaned),
        verdict.tried_again,
        f"{verdict.slowest:.1f}",
        recovered,
    )
    return f"| {name} | {' | '.join(map(str, figures))} |"
