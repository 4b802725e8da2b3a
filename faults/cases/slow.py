"""500 connections that send one byte each 5 s."""

import time
from concurrent.futures import ThreadPoolExecutor

from faults.dripping import Dripper
from faults.scene import Scene, case
from faults.train import Passenger

COUNT = 500
PHONES = 4
SECONDS = 60.0
HEAD = b"POST /de/stellen/ HTTP/1.1\r\nHost: jobs.test\r\n"
BODY = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000000\r\n\r\nx="


@case("slow-headers", f"{COUNT} connections whose header drips for {SECONDS:g} s")
def drip_headers(scene: Scene) -> None:
    drip(scene, HEAD + b"X-Slow: ")


@case("slow-bodies", f"{COUNT} connections whose body drips for {SECONDS:g} s")
def drip_bodies(scene: Scene) -> None:
    drip(scene, HEAD + BODY)


def drip(scene: Scene, head: bytes) -> None:
    before = len(scene.load.acknowledged)
    with Dripper(scene.stack.site, COUNT, head) as dripper:
        time.sleep(SECONDS)
        held = dripper.open
    scene.heal()
    served = len(scene.load.acknowledged) - before
    longest = max(dripper.held, default=0)
    scene.remarks += [
        f"{dripper.most} connections at most, {held} in the end; {served} applications meanwhile",
        f"closed by the proxy: {len(dripper.held)}, the last after {longest:.0f} s; {dict(dripper.answers)}",
    ]
    scene.expect(served, "nobody else was served")


@case("train", "four phones send 300 kB at 30 kB/s with a stall of 20 s")
def ride_train(scene: Scene) -> None:
    site, form = scene.stack.site, scene.stack.form
    phones = [Passenger(site, "train-phone", number, form) for number in range(PHONES)]
    with ThreadPoolExecutor(PHONES) as threads:
        told = [*threads.map(Passenger.apply, phones)]
    scene.heal()
    scene.load.told += told
    scene.expect(all(one.acknowledged for one in told), "a phone did not come through")
    refusals = sum(one.refusals.total() for one in told)
    longest = max(one.acknowledged - one.begun for one in told)
    scene.remarks.append(f"the slowest took {longest:.0f} s, {refusals} tries failed")
