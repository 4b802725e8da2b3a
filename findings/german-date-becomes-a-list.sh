#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Two tools that are each right lose dates together: markdownify 1.2.3 leaves "15. Oktober" in a paragraph as it
# is, and CommonMark (here markdown-it-py 4.3.0) reads number, point and blank at the beginning of a line as an item
# of a list that starts at 15 and counts on. After one trip from HTML to Markdown and back, the second date has
# another day, and text extracted from it has none. German writes dates, and ordinals, so.
# Instead: write "15\. Oktober" when converting (CommonMark, "Backslash escapes").
set -eu
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT
"${PYTHON:-python3.13}" -m venv "$FOLDER/venv"
"$FOLDER/venv/bin/python" -m pip --quiet install markdownify==1.2.3 markdown-it-py==4.3.0
"$FOLDER/venv/bin/python" - <<'PYTHON'
import sys

from markdown_it import MarkdownIt
from markdownify import markdownify

html = "<p>15. Oktober 2026: Gespräche</p><p>3. November 2026: Zusage</p>"
markdown = markdownify(html)
back = MarkdownIt().render(markdown)
print("HTML:    ", html)
print("Markdown:", markdown.replace("\n", "⏎"))
print("and back:", back.replace("\n", ""))
is_list = '<ol start="15">' in back and back.count("<li>") == 2
escaped = MarkdownIt().render(markdown.replace(". ", "\\. "))
print("escaped: ", escaped.replace("\n", ""))
sys.exit(0 if is_list and "<ol" not in escaped else 1)
PYTHON
