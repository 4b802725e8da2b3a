"""Job ads as organisations keep them today (Markdown files), read into postings.

`parser.parse_ad` is pure: text in, recognised pieces out, no word lost. `readers` find the
files, `saving` writes postings, `report` says what happened.
"""
