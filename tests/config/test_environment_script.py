"""What `make` says on a machine whose Python does not fit."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

TOOLS = ("awk", "cat", "cksum", "cut", "dirname", "env", "flock", "mktemp", "rm", "sed", "sh", "tr")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A checkout on a machine with the usual tools and no Python."""
    (tmp_path / "config").mkdir()
    shutil.copy(Path(settings.BASE_DIR, "config/environment.sh"), tmp_path / "config")
    (tmp_path / "uv.lock").write_text('name = "uv"\nversion = "0"\n')
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool) or "/nowhere")
    return tmp_path


def run_script(machine: Path) -> tuple[int, str]:
    done = subprocess.run(
        ["sh", "config/environment.sh"],
        cwd=machine,
        env={"PATH": str(machine / "bin"), "HOME": str(machine)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def give_python(machine: Path, script: str) -> Path:
    program = machine / "bin" / "python3"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return program


def test_machine_without_python_is_told_what_to_install(machine):
    assert run_script(machine) == (
        1,
        "offene-stelle: No Python 3.12 or newer found. "
        "Install one, on Debian 13: apt-get install python3 python3-venv\n",
    )


def test_older_python_is_passed_over(machine):
    give_python(machine, "exit 1")
    assert run_script(machine)[1].startswith("offene-stelle: No Python 3.12 or newer found.")


def test_python_without_ensurepip_is_told_which_package_is_missing(machine):
    program = give_python(
        machine, f'case "$2" in *ensurepip*) exit 1;; esac; exec {sys.executable} "$@"'
    )
    major, minor = sys.version_info[:2]
    assert run_script(machine) == (
        1,
        f"offene-stelle: {program} cannot make environments (no ensurepip). "
        f"On Debian: apt-get install python{major}.{minor}-venv\n",
    )
