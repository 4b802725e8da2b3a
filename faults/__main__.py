"""`python -m faults [--ci | CASE …]`: runs the cases one after the other and prints a table."""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

ACKNOWLEDGED = 200
IN_CI = ("kill-before-commit", "kill-after-commit", "database-immediate", "documents-full")
ACKNOWLEDGED_IN_CI = 40


def read_arguments(given: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("cases", nargs="*", help="names of cases; all without any")
    parser.add_argument("--ci", action="store_true", help=f"the short form: {', '.join(IN_CI)}")
    parser.add_argument("--count", type=int, help="acknowledged applications of each case")
    return parser.parse_args(given)


def main(given: list[str]) -> int:
    arguments = read_arguments(given)
    count = arguments.count or (ACKNOWLEDGED_IN_CI if arguments.ci else ACKNOWLEDGED)
    from faults.stack import running_stack

    folder = Path(tempfile.gettempdir()) / f"offene-stelle-faults-{os.getpid()}"
    begun = time.monotonic()
    with running_stack(folder) as stack:
        os.environ.update(
            stack.environment | {"TMPDIR": tempfile.gettempdir(), "LOG_LEVEL": "WARNING"}
        )
        import django

        django.setup()
        from faults.running import run_cases

        code = run_cases(stack, arguments.cases or (IN_CI if arguments.ci else []), count)
    print(f"{time.monotonic() - begun:.0f} s")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
