"""Planted defects found, and false findings in clean pairs: python -m benchmarks.planted_defects.

Half of the pairs and half of the kinds are sealed by a seed: of those only totals are printed. `--open` leaves them out while one works,
`--misses` and `--false` name what was overlooked and what was reported of a clean pair of the open half.
"""

import argparse
import os
import random
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

from benchmarks.planted_defects import kinds_inside_a_text, kinds_of_content, kinds_of_facts
from benchmarks.planted_defects.pairs import Ad, build_facts, read_pairs
from benchmarks.planted_defects.planting import Kind, Place

SEAL = 20261201
MODULES = (kinds_of_content, kinds_of_facts, kinds_inside_a_text)
KINDS = [kind for module in MODULES for kind in module.KINDS.found]
TIMES = 2
"""How often a kind is planted in each pair, at other places."""
TRIES = 8


class Trial(NamedTuple):
    """One planted defect, and whether it was found."""

    kind: str
    ad: str
    place: Place
    found: bool


class Half(NamedTuple):
    """Pairs and kinds that are tried with one another."""

    ads: list[Ad]
    kinds: list[Kind]


def split_halves() -> tuple[Half, Half]:
    """The open and the sealed half of pairs and kinds, the same ones each time."""
    dice = random.Random(SEAL)
    ads, kinds = read_pairs(), list(KINDS)
    dice.shuffle(ads)
    dice.shuffle(kinds)
    return (
        Half(ads[::2], kinds[::2]),
        Half(ads[1::2], kinds[1::2]),
    )


def find_all(ad: Ad) -> list[Any]:
    from careers.checks import check_posting

    return list(check_posting(build_facts(ad)))


def finding_key(finding: Any) -> tuple[Any, ...]:
    """What makes a finding the same one before and after."""
    return (finding.code, finding.language, finding.place, tuple(map(str, finding.params.values())))


def is_told(kind: Kind, place: Place, finding: Any) -> bool:
    """Whether a finding tells the defect: one of its codes, at its section or without one."""
    section = finding.place.section
    return finding.code in kind.codes and (place.section < 0 or section in (None, place.section))


def try_half(half: Half) -> list[Trial]:
    """Each kind in each pair that it can be planted in."""
    trials = []
    for ad in half.ads:
        before = {finding_key(each) for each in find_all(ad)}
        for kind in half.kinds:
            for number in range(TIMES):
                trial = try_once(ad, kind, before, number)
                trials += [trial] if trial else []
    return trials


def try_once(ad: Ad, kind: Kind, before: set[tuple[Any, ...]], number: int) -> Trial | None:
    """Plants a defect and looks for it; None where the pair has no place for it."""
    changed = ad.copy()
    place = kind.plant(changed, random.Random(f"{SEAL} {ad.name} {kind.name} {number}"))
    if place is None:
        return None
    new = [each for each in find_all(changed) if finding_key(each) not in before]
    return Trial(kind.name, ad.name, place, any(is_told(kind, place, each) for each in new))


def recall(trials: Iterable[Trial]) -> float:
    found = [trial.found for trial in trials]
    return sum(found) / len(found) if found else 0.0


def kind_lines(trials: list[Trial]) -> Iterator[str]:
    """A row for each kind."""
    by_kind = defaultdict[str, list[Trial]](list)
    for trial in trials:
        by_kind[trial.kind].append(trial)
    yield "| kind | planted | found | recall |"
    yield "|---|---|---|---|"
    for kind, some in sorted(by_kind.items()):
        yield f"| {kind} | {len(some)} | {sum(t.found for t in some)} | {recall(some):.2f} |"


def total_line(name: str, half: Half, trials: list[Trial]) -> str:
    """Mean over the kinds, so that a kind with many places weighs as much as one with few."""
    names = {trial.kind for trial in trials}
    mean = sum(recall(t for t in trials if t.kind == each) for each in names) / len(names)
    reported = sum(len(find_all(ad)) for ad in half.ads)
    return (
        f"{name}: {len(half.ads)} pairs, {len(names)} kinds, {len(trials)} planted,"
        f" {sum(t.found for t in trials)} found ({recall(trials):.2f}; mean over kinds {mean:.2f});"
        f" {reported} findings in the clean pairs ({reported / len(half.ads):.2f} a pair)"
    )


def report_open(half: Half, trials: list[Trial], options: argparse.Namespace) -> None:
    print("\n".join(kind_lines(trials)))
    for trial in trials if options.misses else ():
        if not trial.found:
            print(
                f"missed {trial.kind} in {trial.ad}, section {trial.place.section}: {trial.place.note}"
            )
    for ad in half.ads if options.false else ():
        for finding in find_all(ad):
            print(f"false {ad.name}: {finding.code} {finding}")


def main() -> None:
    import django
    from django.test import override_settings

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--open", action="store_true", help="leave the sealed half out")
    parser.add_argument("--misses", action="store_true", help="name what was overlooked, open half")
    parser.add_argument("--false", action="store_true", help="name false findings, open half")
    options = parser.parse_args()
    django.setup()
    start = time.perf_counter()
    with override_settings(ADDRESS_FORMS={}):
        halves = split_halves()
        tried = [try_half(half) for half in halves[: 1 if options.open else 2]]
        report_open(halves[0], tried[0], options)
        for name, half, trials in zip(("open", "sealed"), halves, tried, strict=False):
            print(total_line(name, half, trials))
    print(f"{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
