"""Disks that are full, read-only or gone."""

import time

from faults.scene import Scene, case
from faults.stack import Stack

SECONDS = 10.0


@case("documents-full", "the disk of the documents is full for 10 s")
def fill_documents(scene: Scene) -> None:
    with scene.stack.disks["documents"].being_full():
        time.sleep(SECONDS)
    scene.heal()


@case("temp-full", "the disk for temporary files of web and worker is full for 10 s")
def fill_temporary(scene: Scene) -> None:
    with scene.stack.disks["tmp"].being_full():
        time.sleep(SECONDS)
    scene.heal()


@case("proxy-full", "the disk for bodies that nginx buffers is full for 10 s")
def fill_proxy(scene: Scene) -> None:
    with scene.stack.disks["proxy"].being_full():
        time.sleep(SECONDS)
    scene.heal()


@case("database-full", "the disk of PostgreSQL is full for 20 s")
def fill_database(scene: Scene) -> None:
    with scene.stack.disks["postgres"].being_full():
        time.sleep(2 * SECONDS)
    restart_if_ended(scene)
    scene.heal()


def restart_if_ended(scene: Scene) -> None:
    """As compose.yaml does (`restart: unless-stopped`)."""
    database = scene.stack.database
    if database.has_ended():
        scene.remarks.append("PostgreSQL ended")
        database.restart()


@case("documents-read-only", "the disk of the documents is read-only for 10 s")
def make_read_only(scene: Scene) -> None:
    with scene.stack.disks["documents"].being_read_only():
        time.sleep(SECONDS)
    scene.heal()


@case("documents-gone", "the disk of the documents is not mounted for 10 s")
def take_away(scene: Scene) -> None:
    with scene.stack.disks["documents"].being_gone():
        time.sleep(SECONDS)
    scene.heal()
    scene.expect(not find_strays(scene.stack), "files were written below the mount point")


def find_strays(stack: Stack) -> list[str]:
    """What lies in the folder below the mount point."""
    with stack.disks["documents"].being_gone():
        return [str(path) for path in stack.disks["documents"].folder.rglob("*")]
