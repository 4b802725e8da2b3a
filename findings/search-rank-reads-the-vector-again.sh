#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# In Django 6.1.3, filter(vector=query) compares a stored SearchVectorField as it is, but SearchRank("vector", query)
# writes to_tsvector(COALESCE("vector"::text, '')): the vector is printed as text and parsed again, for each row,
# in the server's default configuration and without the weights that were stored. Nothing warns; ranks are merely
# other ones, and large tables slow. Instead: SearchRank(F("vector"), query).
set -eu
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT
"${PYTHON:-python3.13}" -m venv "$FOLDER/venv"
"$FOLDER/venv/bin/python" -m pip --quiet install django==6.1.3 'psycopg[binary]==3.3.9'
"$FOLDER/venv/bin/python" - <<'PYTHON'
import sys

import django
from django.conf import settings

database = {"ENGINE": "django.db.backends.postgresql", "NAME": "never-opened"}
settings.configure(DATABASES={"default": database})
django.setup()

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db import models
from django.db.models import F


class Ad(models.Model):
    vector = SearchVectorField(null=True)

    class Meta:
        app_label = "ads"


query = SearchQuery("koch", config="german")
by_name = str(Ad.objects.values_list(SearchRank("vector", query)).query)
by_column = str(Ad.objects.values_list(SearchRank(F("vector"), query)).query)
filtered = str(Ad.objects.filter(vector=query).values("pk").query)
print("Django", django.__version__)
print("by name:  ", by_name)
print("by column:", by_column)
print("filter:   ", filtered)
again = "to_tsvector" in by_name and "::text" in by_name
sys.exit(0 if again and "to_tsvector" not in by_column + filtered else 1)
PYTHON
