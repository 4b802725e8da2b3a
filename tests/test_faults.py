"""docs/faults.md names every case of `make faults`, and those alone."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_page_names_every_case() -> None:
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "-m", "faults", "--list"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    page = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \d+ \| ([a-z0-9, -]+) \|", page, re.MULTILINE)
    shown = {name for row in rows for name in row.split(", ")}
    cases = {line.partition(":")[0] for line in done.stdout.splitlines()}
    assert shown == cases - {"no-fault"}
