"""The faults, by what they strike; each module registers its cases (faults.scene.case)."""

from faults.cases import (
    clients,
    clocks,
    databases,
    disks,
    files,
    jobs,
    mail,
    scanner,
    slow,
    upkeep,
    web,
)
from faults.scene import CASES

__all__ = [
    "CASES",
    "clients",
    "clocks",
    "databases",
    "disks",
    "files",
    "jobs",
    "mail",
    "scanner",
    "slow",
    "upkeep",
    "web",
]
