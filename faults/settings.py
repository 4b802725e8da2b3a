"""The settings of these runs: those of production, with places to be killed at and a clock that can be set.

FAULTS_CLOCK is how many seconds the clock of a process is ahead of the machine's.
"""

import os
from datetime import UTC, datetime, timedelta

from config.settings import *

STORAGES = STORAGES | {"documents": {"BACKEND": "faults.pauses.PausingStorage"}}
MIDDLEWARE = [*MIDDLEWARE, "faults.pauses.pause_before_answer"]

if ahead := float(os.environ.get("FAULTS_CLOCK", "0")):
    import time_machine

    time_machine.travel(datetime.now(UTC) + timedelta(seconds=ahead)).start()
