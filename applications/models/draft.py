"""An application draft with its uploads, before it is sent."""

from datetime import datetime, timedelta
from typing import ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.enums import DocumentKind
from applications.models.browser_key import BrowserKey
from careers.models import Edition

DAYS_WITHOUT_ADDRESS = 2
"""At most, for a draft in which no e-mail address stands: who begins one seriously has typed it by then."""
MAILED_TO = "mailed to"
"""Key of Draft.data that is no field's name: which address asked for the link to go on."""


class DraftQuerySet(models.QuerySet["Draft"]):
    def current(self) -> Self:
        """Drafts that have not expired."""
        return self.filter(expires_at__gt=timezone.now())

    def past_expiry(self) -> Self:
        return self.filter(expires_at__lte=timezone.now())

    def without_link(self) -> Self:
        """Those whose link to go on nobody has asked for: anybody can make any number of them."""
        return self.filter(link_sent_at=None).exclude(data__has_key=MAILED_TO)

    def quiet_since(self, moment: datetime) -> Self:
        """Those to which nothing was added since, and of whose files nothing has arrived."""
        return self.filter(updated_at__lt=moment).exclude(uploads__updated_at__gte=moment)

    def list_largest(self) -> list[tuple[int, int]]:
        """The keys of those with documents, and the bytes of these; the largest first, and of equal ones the oldest."""
        found = self.annotate(bytes=Sum("documents__size")).filter(bytes__gt=0)
        return list(found.order_by("-bytes", "updated_at", "pk").values_list("pk", "bytes"))


DraftManager = models.Manager.from_queryset(DraftQuerySet)


class Draft(models.Model):
    """What somebody has typed and uploaded for a posting and not sent yet; it vanishes by itself.

    `data` keeps what was typed, by the name of its field, whether it is valid or not.
    """

    token = models.UUIDField(
        unique=True, default=uuid4, help_text="Becomes the application's, so that one is one."
    )
    holder = models.UUIDField(
        null=True,
        help_text="Of the browser that took it over by a mailed link; else the token is enough.",
    )
    posting = models.ForeignKey("careers.Posting", models.CASCADE, related_name="drafts")
    edition = models.ForeignKey("careers.Edition", models.CASCADE, related_name="drafts")
    language = models.CharField(_("language"), max_length=10)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    link_sent_at = models.DateTimeField(null=True, help_text="When the link to go on was mailed.")
    reminded_at = models.DateTimeField(null=True)

    objects: ClassVar["DraftManager[Draft]"] = DraftManager()

    class Meta:
        verbose_name = _("draft of an application")
        verbose_name_plural = _("drafts of applications")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.token)

    @property
    def browser_key(self) -> BrowserKey:
        """What the browser that holds it names it by; earlier keys are worth nothing."""
        return BrowserKey(self.token, self.holder)

    def public_edition(self, now: datetime) -> Edition:
        """What the public reads of the posting, once it has opened; till then what the draft was made for."""
        current = self.posting.current_edition
        return current if current and current.opens_at <= now else self.edition

    def find_end(self, now: datetime) -> datetime:
        """When it is deleted if nothing is added from now on."""
        has_address = self.mailed_to or "@" in self.data.get("email", "")
        days = settings.DRAFT_DAYS
        return now + timedelta(days=days if has_address else min(days, DAYS_WITHOUT_ADDRESS))

    @property
    def typed_values(self) -> dict[str, str]:
        """What was typed, by the name of its field."""
        return {key: value for key, value in self.data.items() if key != MAILED_TO}

    @property
    def mailed_to(self) -> str:
        """The address that the link to go on was mailed to; empty if nobody asked for it."""
        return str(self.data.get(MAILED_TO, ""))


class Upload(models.Model):
    """A file on its way, chunk by chunk, so that a broken connection loses nothing.

    The chunks lie in the document storage below `folder`, each named by its offset; when all
    bytes are there, they go through the upload check and become a Document of the draft.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="uploads")
    key = models.UUIDField(unique=True, default=uuid4)
    kind = models.CharField(max_length=20, choices=DocumentKind.choices)
    name = models.CharField(max_length=150)
    size = models.PositiveBigIntegerField(help_text="Bytes of the whole file.")
    received = models.PositiveBigIntegerField(default=0, help_text="Bytes that are there.")
    updated_at = models.DateTimeField(db_index=True)

    objects: ClassVar[models.Manager["Upload"]] = models.Manager()

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="upload_has_at_most_its_size", condition=Q(received__lte=F("size"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.received}/{self.size}"

    @property
    def folder(self) -> str:
        return f"incoming/{self.key.hex}"
