"""Runs of backups, and which proofs of erasures lie beside them already."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

ERROR_LENGTH = 500


class BackupKind(models.TextChoices):
    BACKUP = "backup", _("Backup")
    CHECK = "check", _("Check of a backup")


class BackupRunQuerySet(models.QuerySet["BackupRun"]):
    def good(self) -> Self:
        return self.filter(ended_at__isnull=False, error="")


BackupRunManager = models.Manager.from_queryset(BackupRunQuerySet)


class BackupRun(models.Model):
    """A backup, or the check of one: when it began and ended, and what was wrong."""

    kind = models.CharField(_("kind"), max_length=10, choices=BackupKind.choices)
    name = models.CharField(_("name"), max_length=40, blank=True)
    began_at = models.DateTimeField(_("began"))
    ended_at = models.DateTimeField(_("ended"), null=True)
    error = models.CharField(_("error"), max_length=ERROR_LENGTH, blank=True)
    rows = models.PositiveBigIntegerField(_("rows"), default=0)
    files = models.PositiveBigIntegerField(_("files"), default=0)
    size = models.PositiveBigIntegerField(_("bytes"), default=0)

    objects: ClassVar["BackupRunManager[BackupRun]"] = BackupRunManager()

    class Meta:
        verbose_name = _("run of a backup")
        verbose_name_plural = _("runs of backups")
        ordering = ("-began_at", "-pk")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="backup_run_kind_is_known", condition=Q(kind__in=BackupKind.values)
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.began_at:%Y-%m-%d %H:%M}"

    @classmethod
    def last_good(cls, kind: BackupKind = BackupKind.BACKUP) -> datetime | None:
        """When the last one that ended well began: what came after that moment is not in it."""
        moments = cls.objects.good().filter(kind=kind).order_by("-began_at")
        return moments.values_list("began_at", flat=True).first()


class KeptProof(models.Model):
    """The proof of an erasure lies beside the backups, where it survives the loss of the database."""

    proof = models.OneToOneField(
        "applications.ErasureProof", models.CASCADE, primary_key=True, related_name="kept"
    )
    at = models.DateTimeField(_("at"))

    objects: ClassVar[models.Manager["KeptProof"]] = models.Manager()

    class Meta:
        verbose_name = _("kept proof of an erasure")
        verbose_name_plural = _("kept proofs of erasures")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.proof_id)
