import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

from careers.search.index import entry_values

COLUMNS = ("title", "facts", "words", "vector")


def index_anew(apps, schema_editor):
    """`manage.py rebuild_search` does the same later on."""
    entries = apps.get_model("careers", "SearchEntry").objects
    texts = apps.get_model("careers", "EditionText").objects
    words = apps.get_model("careers", "SearchWord")
    for entry in entries.select_related("edition"):
        text = texts.get(edition=entry.edition_id, language=entry.language)
        values = entry_values(text, entry.edition.facts.get("reference", ""))
        entries.filter(pk=entry.pk).update(**{name: values[name] for name in COLUMNS})
        found = (words(word=word) for word in set(values["words"].split()))
        words.objects.bulk_create(found, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("careers", "0008_questions")]

    operations = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[("word", models.TextField(primary_key=True, serialize=False))],
            options={
                "verbose_name": "search word",
                "verbose_name_plural": "search words",
                "default_permissions": (),
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("word", "gin_trgm_ops"),
                        name="search_word_letters",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="searchentry",
            name="facts",
            field=models.TextField(
                default=" ",
                help_text="Folded words of place, hours, contract and department, likewise.",
            ),
        ),
        migrations.AlterField(
            model_name="searchentry",
            name="vector",
            field=django.contrib.postgres.search.SearchVectorField(
                help_text="Title (A), facts (B), the work itself (C), all words (D); stemmed by the language."
            ),
        ),
        migrations.RunPython(index_anew, migrations.RunPython.noop),
    ]
