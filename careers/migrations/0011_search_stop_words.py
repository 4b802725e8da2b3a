from django.db import migrations

# Derived rows, which have lost the stop words of their language: `manage.py migrate` fills the tables again when it is
# done (careers/management/commands/migrate.py).
EMPTY = ["DELETE FROM careers_searchentry", "DELETE FROM careers_searchword"]


class Migration(migrations.Migration):
    dependencies = [("careers", "0010_editions_stay")]

    operations = [migrations.RunSQL(EMPTY, migrations.RunSQL.noop)]
