#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Reading needs no random numbers, but pikepdf 10.17.0 (qpdf) opens /dev/urandom before it opens a PDF that is encrypted,
# also one with an empty password, as many offices send: in a process that may not open it (a sandbox of Landlock, a
# chroot, no descriptor left), the same library reads every other PDF and says of this one that there is no device,
# which looks like a broken file.
# Instead: let the sandbox read /dev/urandom, and do not take this error for one of the file.
set -eu
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT
"${PYTHON:-python3.13}" -m venv "$FOLDER/venv"
"$FOLDER/venv/bin/python" -m pip --quiet install pikepdf==10.17.0
cat > "$FOLDER/write.py" <<'PYTHON'
import sys

import pikepdf

with pikepdf.new() as document:
    document.add_blank_page()
    document.save(f"{sys.argv[1]}/plain.pdf")
    encryption = pikepdf.Encryption(user="", owner="owner")
    document.save(f"{sys.argv[1]}/locked.pdf", encryption=encryption)
PYTHON
cat > "$FOLDER/read.py" <<'PYTHON'
import os
import resource
import sys
from io import BytesIO
from pathlib import Path

import pikepdf


def pages(content):
    try:
        with pikepdf.open(BytesIO(content)) as document:
            return len(document.pages)
    except RuntimeError as error:
        return f"{type(error).__name__}: {error}"


plain, locked = (Path(sys.argv[1], name).read_bytes() for name in ("plain.pdf", "locked.pdf"))
print("pikepdf", pikepdf.__version__, "qpdf", pikepdf.__libqpdf_version__)
_soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
free = os.open("/dev/null", os.O_RDONLY)
os.close(free)
resource.setrlimit(resource.RLIMIT_NOFILE, (free, hard))
seen = [pages(plain), pages(locked)]
print("no file can be opened:  plain", seen[0], "| locked", seen[1])
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
after = [pages(plain), pages(locked)]
print("files can be opened:    plain", after[0], "| locked", after[1])
sys.exit(0 if seen[0] == 1 and "random" in str(seen[1]) and after == [1, 1] else 1)
PYTHON
"$FOLDER/venv/bin/python" "$FOLDER/write.py" "$FOLDER"
"$FOLDER/venv/bin/python" "$FOLDER/read.py" "$FOLDER"
