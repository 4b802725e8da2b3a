"""Find who applied before among those that are there already; as careers/text/person_keys.py does it now."""

import hashlib
import re
import unicodedata

from django.db import migrations

GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
ABROAD = re.compile(r"^\s*(?:\+|00)\s*49")
FEWEST_DIGITS = 6
BATCH = 1000


def person_key(name, phone):
    digits = re.sub(r"\D", "", ABROAD.sub("", phone)).lstrip("0")
    plain = unicodedata.normalize("NFC", name).casefold().translate(GERMAN)
    folded = "".join(
        c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)
    )
    words = sorted(re.findall(r"\w+", folded))
    if not words or len(digits) < FEWEST_DIGITS:
        return ""
    return hashlib.sha256(f"{' '.join(words)} {digits}".encode()).hexdigest()[:32]


def fill_keys(apps, schema_editor):
    model = apps.get_model("applications", "Application")
    changed = []
    for one in model.objects.exclude(phone="").only("name", "phone").iterator():
        one.person_key = person_key(one.name, one.phone)
        changed.append(one)
        if len(changed) == BATCH:
            model.objects.bulk_update(changed, ["person_key"])
            changed.clear()
    model.objects.bulk_update(changed, ["person_key"])


class Migration(migrations.Migration):
    dependencies = [("applications", "0016_addresses_and_persons")]
    operations = [migrations.RunPython(fill_keys, migrations.RunPython.noop)]
