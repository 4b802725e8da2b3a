"""The settings under which the tests, mypy and the checks run: the same file, whatever the caller's environment says."""

import os

os.environ["ENVIRONMENT"] = "test"
for name in (
    "DATABASE_URL",
    "DEBUG",
    "HTTPS",
    "VAR_DIR",
    "DOCUMENTS_ROOT",
    "STATIC_ROOT",
    "ALLOWED_HOSTS",
    "SITE_URL",
):
    os.environ.pop(name, None)

from config.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one is slow by design
