#!/usr/bin/env python
# SPDX-License-Identifier: Apache-2.0
"""Django's command line: `manage.py help`. For the local database of `make run`, use `make manage C=…`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    execute_from_command_line(sys.argv)
