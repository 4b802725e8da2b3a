from django.db import migrations, models

# Whoever keeps public pages in memory listens to this channel (careers/web/public_news.py); docs/decisions/0034 says why
# it is told by triggers. PostgreSQL tells listeners at the commit, in the order of commits, and once a transaction.
FUNCTION = """
CREATE FUNCTION careers_tell_public_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('careers_public', '');
    RETURN NULL;
END
$$
"""
# Rows that are there for the public alone: each statement counts.
TABLES = ("edition", "editiontext", "postingevent", "redirect", "searchentry", "searchword")
EACH_STATEMENT = """
CREATE TRIGGER tell_public_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON careers_{table}
FOR EACH STATEMENT EXECUTE FUNCTION careers_tell_public_change()
"""
# A posting is the draft as well, which is saved while somebody types: only what the public sees of it counts.
OF_POSTINGS = (
    """
    CREATE TRIGGER tell_public_change AFTER UPDATE ON careers_posting FOR EACH ROW
    WHEN ((OLD.public_id, OLD.published_at, OLD.closed_at, OLD.current_edition_id)
          IS DISTINCT FROM (NEW.public_id, NEW.published_at, NEW.closed_at, NEW.current_edition_id))
    EXECUTE FUNCTION careers_tell_public_change()
    """,
    """
    CREATE TRIGGER tell_public_start AFTER INSERT ON careers_posting FOR EACH ROW
    WHEN (NEW.current_edition_id IS NOT NULL) EXECUTE FUNCTION careers_tell_public_change()
    """,
    """
    CREATE TRIGGER tell_public_end AFTER DELETE ON careers_posting FOR EACH ROW
    WHEN (OLD.current_edition_id IS NOT NULL) EXECUTE FUNCTION careers_tell_public_change()
    """,
    """
    CREATE TRIGGER tell_public_emptying AFTER TRUNCATE ON careers_posting
    FOR EACH STATEMENT EXECUTE FUNCTION careers_tell_public_change()
    """,
)


class Migration(migrations.Migration):
    dependencies = [("careers", "0012_choose_hiring_team")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION careers_tell_public_change() CASCADE"),
        *(
            migrations.RunSQL(EACH_STATEMENT.format(table=table), migrations.RunSQL.noop)
            for table in TABLES
        ),
        *(migrations.RunSQL(statement, migrations.RunSQL.noop) for statement in OF_POSTINGS),
        # By which the next moment is found that changes public pages.
        migrations.AddIndex("edition", models.Index(fields=["opens_at"], name="edition_opening")),
        migrations.AddIndex("edition", models.Index(fields=["closes_at"], name="edition_ending")),
        migrations.AddIndex(
            "posting", models.Index(fields=["published_at"], name="posting_publication")
        ),
    ]
