"""The settings of a real worker or web server that a test starts: the tests' own, with a database and a mail server."""

import json
import os

from tests.settings import *

DATABASES["default"] |= {
    "NAME": os.environ["TESTS_WORKER_DATABASE"],
    "HOST": os.environ["TESTS_DATABASE_SOCKET"],
    "PORT": "5432",
    "USER": "postgres",
    "OPTIONS": {"pool": POOL} | PREPARE,
}
DOCUMENTS_ROOT = os.environ["TESTS_WORKER_DOCUMENTS"]
if "TESTS_WORKER_STORAGE" in os.environ:  # an entry of STORAGES; else the folder
    STORAGES |= {"documents": json.loads(os.environ["TESTS_WORKER_STORAGE"])}
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False  # browsers visit it by http
CLAMD_ADDRESS = os.environ.get("TESTS_WORKER_CLAMD", "")
MAILERS = {
    "default": SMTP
    | {
        "OPTIONS": SMTP["OPTIONS"]
        | {"port": int(os.environ["TESTS_WORKER_SMTP_PORT"]), "host": "127.0.0.1"}
    }
}
