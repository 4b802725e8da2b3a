import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

# Derived rows: `manage.py migrate` fills the table again when it is done (careers/management/commands/migrate.py).
EMPTY = "DELETE FROM careers_searchentry"


class Migration(migrations.Migration):
    dependencies = [("careers", "0008_questions")]

    operations = [
        migrations.RunSQL(EMPTY, migrations.RunSQL.noop),
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
    ]
