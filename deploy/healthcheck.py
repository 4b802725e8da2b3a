# SPDX-License-Identifier: Apache-2.0
"""Exit 0 when the web server in this container answers /healthz; what HEALTHCHECK in the Dockerfile runs."""

import os
import urllib.request

host = os.environ["ALLOWED_HOSTS"].split(",")[0].strip().lstrip(".")
address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/healthz"
with urllib.request.urlopen(urllib.request.Request(address, headers={"Host": host}), timeout=4):  # noqa: S310
    pass
