"""E-mail addresses in one form: the domain in lower-case ASCII by IDNA 2008, as forms give it from now on.

Mail to a domain with ß and a few other letters went to another domain until now, because Python's codec
has IDNA 2003. Whoever owns that one may have the links of these mails: they become worthless, and an
alert has to be asked for again, for nobody who reads its address has confirmed it. A draft whose link
reached its author keeps the spelling that the link was made with.
"""

from uuid import uuid4

import idna
from django.db import migrations
from django.db.models import F

MAILED_TO = "mailed to"
SIGNS = "".join(
    map(
        chr,
        (
            0x20,
            0xA0,
            0xFEFF,
            *range(0x200B, 0x2010),
            *range(0x202A, 0x202F),
            *range(0x2066, 0x206A),
        ),
    )
)


def canonical(address):
    name, at, domain = address.strip(SIGNS).rpartition("@")
    if not at:
        return address
    if domain.isascii():
        return f"{name}@{domain.lower()}"
    try:
        labels = idna.uts46_remap(domain, std3_rules=True, transitional=False).split(".")
        encoded = ".".join(one if one.isascii() else idna.alabel(one).decode() for one in labels)
    except idna.IDNAError:
        return address
    return f"{name}@{encoded}"


def went_astray(address):
    """Whether mail to this address went to another domain than the one that is meant."""
    domain = canonical(address).rpartition("@")[2]
    try:
        used = address.strip(SIGNS).rpartition("@")[2].encode("idna").decode().lower()
    except UnicodeError:
        return False
    return domain.isascii() and used != domain


def changed(rows, column):
    """The keys of rows whose address changes, with the address before and after."""
    for key, address in rows.values_list("pk", column).order_by("pk").iterator():
        after = canonical(address)
        if after != address:
            yield key, address, after


def rewrite(rows, column):
    for key, _before, after in changed(rows, column):
        rows.filter(pk=key).update(**{column: after})


def rewrite_applications(rows):
    for key, before, after in changed(rows, "email"):
        revoked = {"link_version": F("link_version") + 1} if went_astray(before) else {}
        rows.filter(pk=key).update(email=after, **revoked)


def rewrite_alerts(rows):
    """Of two alerts that become the same, the confirmed one stays, or else the older one."""
    for key, before, after in changed(rows, "email"):
        alert = rows.get(pk=key)
        alert.email = after
        if went_astray(before):
            alert.confirmed_at, alert.token = None, uuid4()
        twin = (
            rows.filter(email=after, language=alert.language, query=alert.query)
            .exclude(pk=key)
            .first()
        )
        if twin and (twin.confirmed_at or not alert.confirmed_at):
            alert.delete()
            continue
        if twin:
            twin.delete()
        alert.save()


def rewrite_drafts(rows):
    for draft in rows.order_by("pk").iterator():
        before = dict(draft.data)
        if isinstance(before.get("email"), str):
            draft.data["email"] = canonical(before["email"])
        mailed_to = before.get(MAILED_TO)
        if isinstance(mailed_to, str) and went_astray(mailed_to):
            draft.data[MAILED_TO] = canonical(mailed_to)
            draft.link_sent_at = None
        if draft.data != before:
            draft.save(update_fields=["data", "link_sent_at"])


def rewrite_all(apps, schema_editor):
    rewrite_applications(apps.get_model("applications", "Application").objects.all())
    rewrite_alerts(apps.get_model("applications", "JobAlert").objects.all())
    rewrite_drafts(apps.get_model("applications", "Draft").objects.all())
    rewrite(apps.get_model("careers", "Contact").objects.all(), "email")
    rewrite(apps.get_model("careers", "Posting").objects.all(), "contact_email")
    rewrite(apps.get_model("auth", "User").objects.all(), "email")


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0007_told"),
        ("careers", "0010_editions_stay"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(rewrite_all, migrations.RunPython.noop, elidable=True)]
