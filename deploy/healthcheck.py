# SPDX-License-Identifier: Apache-2.0
"""Exit 0 when the web server in this container answers /healthz; what HEALTHCHECK in the Dockerfile runs."""

import os
import urllib.request

port = os.environ.get("PORT", "8000")
urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=4).close()
