"""The settings under which the tests and mypy run: the same file, whatever the caller's environment says.

But for what a test gives to a process of its own and names in TESTS_KEEP.
"""

import os
import re
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parent.parent / ".env.example"
for name in re.findall(r"^#?([A-Z0-9_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE):
    if name not in os.environ.get("TESTS_KEEP", "").split():
        os.environ.pop(name, None)
os.environ["ENVIRONMENT"] = "test"

from config.settings import *

# The real one is slow by design.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
