#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Django's values(town=Upper("place")) returns that one column. On a model with translated fields,
# django-modeltranslation 0.20.6 returns every field of the model besides, so that more is read, and sent to
# whoever serialises the rows, than the query says. Instead: name at least one field, values("pk", town=…).
set -eu
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT
"${PYTHON:-python3.13}" -m venv "$FOLDER/venv"
"$FOLDER/venv/bin/python" -m pip --quiet install django==6.1.3 django-modeltranslation==0.20.6
mkdir "$FOLDER/ads" && touch "$FOLDER/ads/__init__.py"
cat > "$FOLDER/ads/models.py" <<'PYTHON'
from django.db import models


class Ad(models.Model):
    title = models.CharField(max_length=50)
    place = models.CharField(max_length=50)
PYTHON
cat > "$FOLDER/ads/translation.py" <<'PYTHON'
from ads.models import Ad
from modeltranslation.translator import TranslationOptions, register

register(Ad)(type("AdTranslation", (TranslationOptions,), {"fields": ("title",)}))
PYTHON
cd "$FOLDER" && venv/bin/python - <<'PYTHON'
import sys

import django
from django.conf import settings

settings.configure(
    LANGUAGE_CODE="de",
    LANGUAGES=[("de", "German"), ("en", "English")],
    INSTALLED_APPS=["modeltranslation", "ads"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
django.setup()

from ads.models import Ad
from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Upper

with connection.schema_editor() as editor:
    editor.create_model(Ad)
Ad.objects.create(title_de="Köchin", title_en="Cook", place="Kiel")
patched = list(Ad.objects.values(town=Upper("place")))
plain = list(QuerySet(Ad).values(town=Upper("place")))
named = list(Ad.objects.values("pk", town=Upper("place")))
print("Django:          ", plain)
print("modeltranslation:", patched)
print("with a name:     ", named)
surprises = plain == [{"town": "KIEL"}] and set(patched[0]) == {"id", "title", "place", "town"}
sys.exit(0 if surprises and named == [{"pk": 1, "town": "KIEL"}] else 1)
PYTHON
