"""`python -m faults [--ci | CASE …]`: runs the cases one after the other and prints a table; see docs/faults.md."""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

import django

ACKNOWLEDGED = 200
IN_CI = ("kill-before-commit", "kill-after-commit", "database-immediate", "documents-full")
ACKNOWLEDGED_IN_CI = 40


def read_arguments(given: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("cases", nargs="*", help="names of cases; all without any")
    parser.add_argument("--ci", action="store_true", help=f"the short form: {', '.join(IN_CI)}")
    parser.add_argument("--count", type=int, help="acknowledged applications of each case")
    parser.add_argument("--list", action="store_true", help="name the cases and end")
    return parser.parse_args(given)


def main(given: list[str]) -> int:
    arguments = read_arguments(given)
    if arguments.list:
        return list_cases()
    if os.geteuid() != 0 or not shutil.which("nginx", path=f"{os.defpath}:/usr/sbin"):
        print("make faults mounts disks in memory and starts nginx: it needs root, and nginx.")
        return 1
    count = arguments.count or (ACKNOWLEDGED_IN_CI if arguments.ci else ACKNOWLEDGED)
    return run(arguments.cases or (IN_CI if arguments.ci else ()), count)


def list_cases() -> int:
    """Print the names of all cases with what happens."""
    os.environ.setdefault("ENVIRONMENT", "test")
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    import faults.cases

    for one in faults.cases.CASES.values():
        print(f"{one.name}: {one.sentence}")
    return 0


def run(names: tuple[str, ...], count: int) -> int:
    """Run these cases, or all, on a stack of their own; returns how many were not as they should be."""
    from faults.stack import running_stack

    folder, begun = Path(tempfile.gettempdir()) / f"faults-{os.getpid()}", time.monotonic()
    with running_stack(folder) as stack:
        ours = {"TMPDIR": tempfile.gettempdir(), "LOG_LEVEL": "WARNING"}
        os.environ.update(stack.environment | ours)
        django.setup()
        from faults.running import run_cases

        bad = run_cases(stack, names, count)
    print(f"{time.monotonic() - begun:.0f} s")
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
