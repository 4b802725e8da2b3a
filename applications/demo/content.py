"""Reads the files of the top-level folder demo/."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

from careers.importing.parser import parse_ad
from careers.importing.pieces import ParsedAd
from careers.languages import language_codes

type Row = dict[str, Any]


def demo_folder() -> Path:
    return Path(settings.BASE_DIR) / "demo"


def read_tables(name: str) -> dict[str, list[Row]]:
    """The tables of demo/<name>.toml, each a list of rows in the file's order."""
    text = (demo_folder() / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def read_ads(slug: str) -> dict[str, ParsedAd]:
    """The posting's texts by language, read as the importer reads every ad."""
    paths = {code: demo_folder() / code / f"{slug}.md" for code in language_codes()}
    return {
        code: parse_ad(path.read_text(encoding="utf-8"), language=code)
        for code, path in paths.items()
        if path.exists()
    }
