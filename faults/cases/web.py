"""Web processes that are killed or told to end."""

import os
import random
import signal
import time

from faults.places import ANSWERED, HALF_WRITTEN, STORED, WEB
from faults.scene import Scene, case, web_processes
from faults.waiting import wait_until

TIMES = 3
ROUNDS = 5
PATIENCE = 60.0


@case("kill-in-upload", "kill -9 of a web process that has written half of a file, three times")
def kill_in_upload(scene: Scene) -> None:
    kill_at(scene, HALF_WRITTEN)


@case("kill-before-commit", "kill -9 between file and commit, three times")
def kill_before_commit(scene: Scene) -> None:
    kill_at(scene, STORED)


@case("kill-after-commit", "kill -9 between commit and answer, three times")
def kill_after_commit(scene: Scene) -> None:
    kill_at(scene, ANSWERED)


def kill_at(scene: Scene, place: str) -> None:
    for _ in range(TIMES):
        scene.kill_at(WEB, place)
        scene.heal()
        scene.load.wait_for(10)


@case("kill-anywhere", "kill -9 of a web process at five moments by chance")
def kill_anywhere(scene: Scene) -> None:
    chance = random.Random(20261130)
    for _ in range(ROUNDS):
        time.sleep(chance.uniform(0.5, 3))
        os.kill(chance.choice(wait_for_processes(scene)), signal.SIGKILL)
        scene.heal()


def wait_for_processes(scene: Scene) -> list[int]:
    """Both web processes; after two quick deaths the server itself begins anew."""
    wait_until(lambda: len(web_processes(scene.stack)) > 1, PATIENCE, "two web processes")
    return web_processes(scene.stack)


@case("kill-both", "kill -9 of both web processes at once")
def kill_both(scene: Scene) -> None:
    for pid in wait_for_processes(scene):
        os.kill(pid, signal.SIGKILL)
    scene.heal()


@case("stop-web", "SIGTERM during uploads, then a start, as an upgrade does it")
def stop_web(scene: Scene) -> None:
    scene.stack.stop(WEB)
    scene.heal()
    scene.stack.start(WEB)
