"""Keys for stored files, and which files there are that are not encrypted yet."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

REMEMBER = """
INSERT INTO applications_plainfile (storage_name)
SELECT storage_name FROM applications_document
UNION SELECT storage_name FROM applications_originalfile
UNION SELECT storage_name FROM applications_previewpage
UNION SELECT storage_name FROM applications_copyrequest WHERE storage_name <> ''
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0027_withheld_documents")]
    operations = [
        migrations.CreateModel(
            name="PlainFile",
            fields=[
                (
                    "storage_name",
                    models.CharField(max_length=80, primary_key=True, serialize=False),
                ),
            ],
            options={
                "verbose_name": "file that is not encrypted yet",
                "verbose_name_plural": "files that are not encrypted yet",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="DataKey",
            fields=[
                (
                    "uuid",
                    models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False),
                ),
                (
                    "master_key",
                    models.CharField(
                        db_index=True, help_text="Its name, which is a digest of it.", max_length=20
                    ),
                ),
                ("wrapped", models.BinaryField()),
                (
                    "application",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="data_keys",
                        to="applications.application",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="data_keys",
                        to="applications.draft",
                    ),
                ),
            ],
            options={
                "verbose_name": "key of stored files",
                "verbose_name_plural": "keys of stored files",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("draft__isnull", True), ("application__isnull", True), _connector="OR"
                        ),
                        name="data_key_belongs_to_one_at_most",
                    )
                ],
            },
        ),
        migrations.RenameField("documentpreview", "text", "plain_text"),
        migrations.AlterField(
            model_name="documentpreview",
            name="plain_text",
            field=models.TextField(
                blank=True,
                default="",
                help_text="As the release before encryption kept it; encrypt_documents empties it.",
            ),
        ),
        migrations.AddField(
            model_name="documentpreview",
            name="sealed_text",
            field=models.BinaryField(
                default=bytes,
                help_text="What can be read of it, a form feed between pages; encrypted.",
            ),
        ),
        migrations.RunSQL(REMEMBER, migrations.RunSQL.noop),
    ]
