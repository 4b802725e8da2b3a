"""Every Python process of a site that is pictured begins at the same moment; on PYTHONPATH of those alone."""

import os
from datetime import datetime

import time_machine

time_machine.travel(datetime.fromisoformat(os.environ["PICTURES_CLOCK"])).start()
