"""Runs one function of ours on untrusted bytes in a child process that has little, sees little and ends early."""

from applications.documents.child_process.frames import Failure, UnreadableContent, open_output
from applications.documents.child_process.running import (
    FunctionByName,
    Limits,
    Outcome,
    run_in_child,
)

__all__ = [
    "Failure",
    "FunctionByName",
    "Limits",
    "Outcome",
    "UnreadableContent",
    "open_output",
    "run_in_child",
]
