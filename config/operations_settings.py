"""The settings of logs and figures, which ask nothing of the others; config/settings.py takes them all."""

import os
import tempfile
from pathlib import Path

from config import env, logs

LOG_FORMAT = env.read_choice("LOG_FORMAT", "text", logs.FORMATTERS)
LOGGING = logs.build_logging(env.read_text("LOG_LEVEL", "INFO"), LOG_FORMAT)

# Where Prometheus asks, on a port of its own; None: nowhere, and nothing is counted for it.
METRICS_ADDRESS = env.read_listener("METRICS_ADDRESS")
METRICS_FOLDER = Path(
    env.read_text("METRICS_FOLDER", f"{tempfile.gettempdir()}/offene-stelle-metrics-{os.getuid()}")
)
MIDDLEWARE_OF_METRICS = ["config.metrics.timing.time_requests"] if METRICS_ADDRESS else []
