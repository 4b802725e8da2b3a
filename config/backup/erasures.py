"""Proofs of erasures beside the backups, and erasing again what a restore brought back.

A proof names nobody: it has the digest of a reference, a moment and a reason.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import batched
from secrets import token_hex
from typing import NamedTuple

from django.db import transaction
from django.db.models import CharField, Func

from applications.enums import ErasureReason
from applications.models import Application, ErasureProof
from applications.privacy.erasure import erase_application, erase_drafts
from config.backup.models import KeptProof
from config.backup.target_protocol import Target

FOLDER = "erasures/"
BATCH = 1000


class Erasure(NamedTuple):
    """What a proof says."""

    reference_sha256: str
    at: datetime
    reason: str

    def as_line(self) -> bytes:
        return json.dumps(self._asdict() | {"at": self.at.isoformat()}).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> "Erasure":
        read = json.loads(line)
        return cls(read["reference_sha256"], datetime.fromisoformat(read["at"]), read["reason"])


def keep_proofs(*, target: Target, now: datetime) -> int:
    """Put all proofs beside the backups that do not lie there yet; returns how many.

    A new file each time: nothing that lies there is changed, and one that lies there twice does no harm.
    """
    kept = 0
    while proofs := [*ErasureProof.objects.filter(kept=None).order_by("pk")[:BATCH]]:
        lines = [Erasure(one.reference_sha256, one.at, one.reason).as_line() for one in proofs]
        name = f"{FOLDER}{now.astimezone(UTC):%Y-%m-%dT%H%M%SZ}-{token_hex(6)}.jsonl"
        target.write(name, lines)
        rows = [KeptProof(proof=one, at=now) for one in proofs]
        KeptProof.objects.bulk_create(rows, ignore_conflicts=True)
        kept += len(proofs)
    return kept


def read_proofs(target: Target) -> Iterator[Erasure]:
    for file in target.find(FOLDER):
        for line in b"".join(target.read(file.name)).splitlines():
            yield Erasure.from_line(line)


def apply_erasures(*, target: Target, now: datetime) -> int:
    """Erase again what the proofs beside the backups tell of; returns how many applications went.

    Any number of times: what is erased already stays so. Proofs that the database lacks are written down.
    """
    erased = 0
    for proofs in batched(sorted({*read_proofs(target)}), BATCH):
        by_digest = {proof.reference_sha256: proof for proof in proofs}
        for application, digest in find_applications(by_digest):
            erased += erase_again(application, by_digest[digest])
        note_proofs(proofs, now)
    return erased


def find_applications(digests: Iterable[str]) -> list[tuple[int, str]]:
    """Keys of applications whose references have these digests."""
    text = Func("reference", template="convert_to(%(expressions)s, 'UTF8')")
    digest = Func(text, template="encode(sha256(%(expressions)s), 'hex')", output_field=CharField())
    found = Application.objects.annotate(digest=digest).filter(digest__in=[*digests])
    return [*found.order_by("pk").values_list("pk", "digest")]


@transaction.atomic
def erase_again(pk: int, proof: Erasure) -> bool:
    """False for one that came after the erasure: references are random, and another may have the same one."""
    rows = Application.objects.select_for_update(of=("self",))
    application = rows.filter(pk=pk, submitted_at__lte=proof.at).first()
    if application is None:
        return False
    if proof.reason == ErasureReason.REQUEST:
        erase_drafts(application)
    erase_application(application=application, reason=ErasureReason(proof.reason), now=proof.at)
    return True


def note_proofs(proofs: Iterable[Erasure], now: datetime) -> None:
    """Have the database know these, and that they lie beside the backups."""
    wanted = {(proof.reference_sha256, proof.at): proof for proof in proofs}
    digests = [digest for digest, _at in wanted]
    known = {
        (row.reference_sha256, row.at): row
        for row in ErasureProof.objects.filter(reference_sha256__in=digests)
    }
    missing = [ErasureProof(**proof._asdict()) for key, proof in wanted.items() if key not in known]
    rows = [*ErasureProof.objects.bulk_create(missing)]
    rows += [row for key, row in known.items() if key in wanted]
    KeptProof.objects.bulk_create(
        [KeptProof(proof=row, at=now) for row in rows], ignore_conflicts=True
    )
