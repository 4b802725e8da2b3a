"""What `make run` does, without make."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.document_keys import read_keys
from config.run import local, supervisor

READY = re.compile(r"Offene Stelle runs at (\S+)/")


@pytest.fixture
def listener() -> Iterator[int]:
    """The port of another program."""
    with socket.socket() as other:
        other.bind((local.HOST, 0))
        other.listen()
        yield other.getsockname()[1]


def start(folder: Path, **variables: str) -> "subprocess.Popen[str]":
    environment = os.environ | {"VAR_DIR": str(folder), "DATABASE_URL": "", "PORT": "0"} | variables
    command = [sys.executable, "-m", "config.run"]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def test_secret_key_is_private_and_stays(tmp_path):
    first = local.ensure_secret_key(tmp_path)
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
    assert local.ensure_secret_key(tmp_path) == first
    assert len(first) >= 50


def test_document_key_is_private_and_opens_what_it_has_encrypted(tmp_path, monkeypatch):
    monkeypatch.delenv("DOCUMENT_KEYS", raising=False)
    first = local.build_environment(tmp_path, "", 8000)["DOCUMENT_KEYS"]
    assert (tmp_path / "document-key").stat().st_mode & 0o777 == 0o600
    assert local.build_environment(tmp_path, "", 8000)["DOCUMENT_KEYS"] == first
    monkeypatch.setenv("DOCUMENT_KEYS", first)
    assert [*read_keys("DOCUMENT_KEYS").values()] == [b64decode(first)]
    monkeypatch.setenv("DOCUMENT_KEYS", "the caller's")
    assert local.build_environment(tmp_path, "", 8000)["DOCUMENT_KEYS"] == "the caller's"


def test_secret_key_that_was_lost_half_way_is_made_anew(tmp_path):
    (tmp_path / "secret-key").touch()
    assert len(local.ensure_secret_key(tmp_path)) >= 50


def test_var_folder_of_the_caller_keeps_its_rights(tmp_path, monkeypatch):
    tmp_path.chmod(0o750)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    assert local.var_folder() == tmp_path.resolve()
    assert tmp_path.stat().st_mode & 0o777 == 0o750
    assert (tmp_path / "mail").stat().st_mode & 0o777 == 0o700


def test_port_of_another_program_is_refused(listener, monkeypatch):
    monkeypatch.setattr(local, "PORT_SECONDS", 0)
    with pytest.raises(local.CannotStartError) as error:
        local.find_free_port(listener)
    assert str(error.value) == (
        f"Port {listener} on 127.0.0.1 is in use by another program. "
        "Choose another one: make run PORT=8001"
    )


def test_port_zero_means_any_free_one():
    assert 1024 < local.find_free_port(0) < 65536


@pytest.mark.parametrize(("kept", "port"), [("8123", 8123), (None, 8000), ("x", 8000), ("", 8000)])
def test_commands_make_links_to_the_port_of_the_site(tmp_path, kept, port):
    if kept is not None:
        local.remember_port(tmp_path, kept)
    assert local.last_port(tmp_path) == port


def test_environment_is_local_whatever_the_caller_has(tmp_path, monkeypatch):
    monkeypatch.setenv("ENVIRONMENT", "production")
    monkeypatch.setenv("GRANIAN_HOST", "0.0.0.0")
    monkeypatch.delenv("SITE_URL", raising=False)
    environment = local.build_environment(tmp_path, "postgresql:///n", 8123)
    assert environment["ENVIRONMENT"] == "local"
    assert environment["SITE_URL"] == "http://127.0.0.1:8123"
    assert "GRANIAN_HOST" not in environment


def test_database_of_the_caller_is_used(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/n")
    with local.use_database(tmp_path) as (url, process):
        assert (url, process) == ("postgresql://elsewhere/n", None)
    assert list(tmp_path.iterdir()) == []


def test_watch_names_the_part_that_ended(capsys):
    children = {"worker": subprocess.Popen(["sh", "-c", "exit 3"])}
    assert supervisor.watch_children(children) == 1
    expected = "offene-stelle: the worker ended (exit code 3); ending everything.\n"
    assert capsys.readouterr().err == expected


def test_start_with_a_wrong_port_says_so(tmp_path):
    with start(tmp_path, PORT="eight") as process:
        said = process.communicate(timeout=60)[0]
    assert (process.returncode, said) == (
        1,
        "offene-stelle: PORT is not a whole number from 0 to 65535. Set it to one.\n",
    )


def test_start_serves_pages_until_it_is_asked_to_end(tmp_path):
    tmp_path.chmod(0o711)
    with start(tmp_path) as process:
        lines = iter(process.stdout.readline, "")
        site = next(found.group(1) for line in lines if (found := READY.match(line)))
        with urllib.request.urlopen(f"{site}/readyz", timeout=20) as answer:
            assert answer.status == 200
        assert site == f"http://{local.HOST}:{local.last_port(tmp_path)}"
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    assert process.returncode == 0
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"{site}/readyz", timeout=5)


def test_bytecode_is_kept_also_for_who_wants_none_beside_the_code(tmp_path, monkeypatch):
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    assert "PYTHONPYCACHEPREFIX" not in local.build_environment(tmp_path, "", 8000)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    environment = local.build_environment(tmp_path, "", 8000)
    assert environment["PYTHONPYCACHEPREFIX"] == str(tmp_path / "bytecode")
    assert "PYTHONDONTWRITEBYTECODE" not in environment
