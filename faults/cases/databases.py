"""PostgreSQL restarted and away."""

import time

from faults.database import FAST, IMMEDIATE
from faults.scene import Scene, case

DOWN = 60.0


@case("database-fast", "PostgreSQL restarted (fast shutdown)")
def restart_fast(scene: Scene) -> None:
    scene.stack.database.restart(FAST)
    scene.heal()


@case("database-immediate", "PostgreSQL restarted (immediate shutdown, as after a crash)")
def restart_immediately(scene: Scene) -> None:
    scene.stack.database.restart(IMMEDIATE)
    scene.heal()


@case("database-minute", "PostgreSQL down for a minute")
def stay_down(scene: Scene) -> None:
    scene.stack.database.stop(FAST)
    time.sleep(DOWN)
    scene.stack.database.start()
    scene.heal()
