"""A real object storage for tests: Ceph with one monitor, one OSD that keeps all in memory, and its RADOS gateway.

    def test_upload(object_store): …      the settings keep documents there, under names of this test's own
    def test_both(either_storage): …      once in a folder, once there

One server serves all workers of a run: who needs it first starts it, and it ends with the run.
"""

import contextlib
import fcntl
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import Settings

VARIABLE = "TESTS_OBJECT_STORE"
PROGRAMS = ("ceph-mon", "ceph-osd", "radosgw", "radosgw-admin", "ceph", "ceph-authtool")
ACCESS_KEY, SECRET_KEY = "access-of-the-tests", "secret-of-the-tests"
BUCKET = "documents"
PATIENCE = 60.0
STARTED: list[subprocess.Popen[bytes]] = []
"""Which outlive the worker of xdist that starts them."""
CONFIGURATION = """
[global]
fsid = {fsid}
mon host = v2:127.0.0.1:{monitor}
public addr = 127.0.0.1
ms bind msgr1 = false
keyring = {folder}/keyring
auth allow insecure global id reclaim = false
run dir = {folder}
admin socket = {folder}/$name.asok
log file = {folder}/$name.log
mon data = {folder}/mon
osd data = {folder}/osd
osd objectstore = memstore
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
osd class load list = *
osd class default list = *
mon allow pool size one = true
mon max pg per osd = 1000
paxos propose interval = 0.02
paxos min wait = 0.01
rgw frontends = beast endpoint=127.0.0.1:{gateway} tcp_nodelay=1
rgw thread pool size = 32
rgw enable apis = s3
rgw enable gc threads = false
rgw enable lc threads = false
rgw enable quota threads = false
rgw enable usage log = false
rgw run sync thread = false
rgw num control oids = 1
rgw data log num shards = 1
rgw override bucket index max shards = 1
"""


@contextlib.contextmanager
def one_for_the_run() -> Iterator[None]:
    """Have the environment say where the server of this run is to be, and end it if somebody started it."""
    folder = Path(tempfile.gettempdir()) / f"offene-stelle-ceph-{secrets.token_hex(4)}"
    os.environ[VARIABLE] = str(folder)
    try:
        yield
    finally:
        stop(folder)


def stop(folder: Path) -> None:
    for pid in folder.glob("*.started"):
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(pid.read_text()), signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Ceph:
    """One node in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.gateway, self.monitor = folder, find_free_port(), find_free_port()
        self.fsid = str(uuid4())
        for each in ("mon", "osd"):
            (folder / each).mkdir()
        text = CONFIGURATION.format(
            fsid=self.fsid, monitor=self.monitor, gateway=self.gateway, folder=folder
        )
        (folder / "ceph.conf").write_text(text)

    def run(self, program: str, *options: str) -> None:
        command = [program, "-c", str(self.folder / "ceph.conf"), *options]
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)

    def start(self, program: str, *options: str) -> None:
        command = [program, "-c", str(self.folder / "ceph.conf"), "-f", *options]
        with (self.folder / f"{program}.out").open("wb") as out:
            done = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True)
        STARTED.append(done)
        (self.folder / f"{program}.started").write_text(str(done.pid))

    def make_keys(self) -> None:
        keyring = str(self.folder / "keyring")
        for name, *rights in (
            ("mon.", "mon", "allow *"),
            ("client.admin", "mon", "allow *", "osd", "allow *"),
            ("osd.0", "mon", "allow profile osd", "osd", "allow *"),
        ):
            caps = [
                word
                for kind, right in zip(rights[::2], rights[1::2], strict=True)
                for word in ("--cap", kind, right)
            ]
            new = [] if Path(keyring).exists() else ["--create-keyring"]
            command = ["ceph-authtool", *new, keyring, "--gen-key", "-n", name, *caps]
            subprocess.run(command, check=True, capture_output=True)

    def start_all(self) -> str:
        """The address of its S3, as soon as it answers."""
        self.make_keys()
        places = f"[v2:127.0.0.1:{self.monitor}]"
        monmap, keyring = str(self.folder / "monmap"), str(self.folder / "keyring")
        command = ["monmaptool", "--create", "--fsid", self.fsid, "--addv", "a", places, monmap]
        subprocess.run(command, check=True, capture_output=True)
        self.run("ceph-mon", "-i", "a", "--mkfs", "--monmap", monmap, "--keyring", keyring)
        self.start("ceph-mon", "-i", "a")
        uuid = str(uuid4())
        self.run("ceph", "--connect-timeout", "30", "osd", "new", uuid)
        self.run("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", uuid)
        self.start("ceph-osd", "-i", "0")
        keys = [f"--access-key={ACCESS_KEY}", f"--secret-key={SECRET_KEY}"]
        self.run("radosgw-admin", "user", "create", "--uid=tests", "--display-name=Tests", *keys)
        self.start("radosgw", "-n", "client.admin")
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.gateway), 5).close()
                return f"http://127.0.0.1:{self.gateway}"
            time.sleep(0.05)
        raise TimeoutError


@pytest.fixture(scope="session")
def object_store_address() -> str:
    """Where the server of this run listens; whoever is first starts it."""
    if not all(map(shutil.which, PROGRAMS)):
        pytest.skip("Ceph is not installed here")
    folder = Path(os.environ[VARIABLE])
    folder.mkdir(mode=0o700, exist_ok=True)
    told = folder / "address"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            address = Ceph(folder).start_all()
            make_bucket(address)
            told.write_text(address)
    return told.read_text()


def make_client(address: str) -> Any:
    import boto3

    keys = {"aws_access_key_id": ACCESS_KEY, "aws_secret_access_key": SECRET_KEY}
    return boto3.client("s3", endpoint_url=address, region_name="us-east-1", **keys)


def make_bucket(address: str) -> None:
    make_client(address).create_bucket(Bucket=BUCKET)


def storage_entry(address: str, **options: Any) -> dict[str, Any]:
    """As DOCUMENTS_STORAGE=s3 makes it, under names of its own."""
    return {
        "BACKEND": "applications.documents.object_storage.ObjectStorage",
        "OPTIONS": {
            "endpoint_url": address,
            "bucket_name": BUCKET,
            "region_name": "us-east-1",
            "access_key": ACCESS_KEY,
            "secret_key": SECRET_KEY,
            "addressing_style": "path",
            "location": f"tests/{uuid4().hex}",
        }
        | options,
    }


def keep_documents_in(settings: Settings, entry: dict[str, Any]) -> None:
    settings.STORAGES = settings.STORAGES | {"documents": entry}


@pytest.fixture
def object_store(object_store_address: str, settings: Settings) -> str:
    """Have documents kept there; the address of the server."""
    keep_documents_in(settings, storage_entry(object_store_address))
    return object_store_address


@pytest.fixture(params=["folder", "s3"])
def either_storage(request: pytest.FixtureRequest) -> str:
    """Have documents kept in one and then in the other."""
    if request.param == "s3":
        request.getfixturevalue("object_store")
    return str(request.param)
