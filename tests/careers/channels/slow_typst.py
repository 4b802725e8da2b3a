"""Runs careers/channels/pdf/compiling.py with a stand-in for Typst that is busy for as long as it is told, 20 seconds at most."""

import runpy
import sys
import time
import types
from pathlib import Path
from typing import Any

COMPILING = Path(__file__).parents[3] / "careers/channels/pdf/compiling.py"
MOST_SECONDS = 20.0


class Compiler:
    def __init__(self, *_arguments: Any, **_options: Any) -> None:
        pass

    def compile(self, *, sys_inputs: dict[str, str], **_options: Any) -> bytes:
        end = time.process_time() + min(float(sys_inputs["seconds"]), MOST_SECONDS)
        while time.process_time() < end:
            pass
        return b"%PDF"


if __name__ == "__main__":
    stand_in: Any = types.ModuleType("typst")
    stand_in.Compiler, stand_in.TypstError = Compiler, RuntimeError
    sys.modules["typst"] = stand_in
    runpy.run_path(str(COMPILING), run_name="__main__")
