"""The settings of a real web server that a test starts, with pages kept in memory."""

import os

from tests.worker_settings import *

PAGE_CACHE_BYTES = 4 * 2**20
PAGE_CACHE_AWAY_SECONDS = int(os.environ.get("TESTS_PAGE_CACHE_AWAY_SECONDS", "60"))
ROOT_URLCONF = "tests.config.page_cache.doors"
