"""Visitors who send twice, break off, or never get their answer; the visitor of each case is in faults.habits."""

from faults.habits import Aborting, Doubling, Losing, Tenfold
from faults.scene import Scene, case


def do_nothing(scene: Scene) -> None:
    scene.heal()


case("no-fault", "nothing at all: what the load costs without a fault")(do_nothing)
case("double-click", "every form and every application is sent twice at once", visitor=Doubling)(
    do_nothing
)
case("ten-at-once", "every form and every application is sent ten times at once", visitor=Tenfold)(
    do_nothing
)
case("lost-answer", "every answer to something sent is lost, and it is sent again", visitor=Losing)(
    do_nothing
)
case("client-aborts", "every client breaks off in the middle and sends again", visitor=Aborting)(
    do_nothing
)
