#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# "The English title, else the German one" is Coalesce("title_en", "title_de"): two columns of one type. With
# django-modeltranslation 0.20.6 Django raises FieldError, "mixed types: TranslationCharField,
# TranslationCharField": each language's field is a class of its own with the same name, and Django compares
# classes. Instead: name output_field.
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
from django.core.exceptions import FieldError
from django.db.models import CharField
from django.db.models.functions import Coalesce

with connection.schema_editor() as editor:
    editor.create_model(Ad)
Ad.objects.create(title_de="Köchin", title_en="Cook", place="Kiel")
try:
    list(Ad.objects.annotate(shown=Coalesce("title_en", "title_de")))
    refusal = ""
except FieldError as error:
    refusal = str(error)
named = Coalesce("title_en", "title_de", output_field=CharField())
shown = list(Ad.objects.annotate(shown=named).values_list("shown", flat=True))
print("without output_field:", refusal or "no error")
print("with output_field:   ", shown)
sys.exit(0 if "TranslationCharField, TranslationCharField" in refusal and shown == ["Cook"] else 1)
PYTHON
