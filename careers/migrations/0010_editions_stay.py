from django.db import migrations

NEVER_DELETED = """
CREATE FUNCTION refuse_deletion_of_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'An edition is what the public saw: it is never deleted.'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'edition_never_deleted';
END $$;
CREATE TRIGGER edition_never_deleted BEFORE DELETE ON careers_edition
    FOR EACH ROW EXECUTE FUNCTION refuse_deletion_of_edition();
CREATE TRIGGER edition_text_never_deleted BEFORE DELETE ON careers_editiontext
    FOR EACH ROW EXECUTE FUNCTION refuse_deletion_of_edition();
"""
NEVER_DELETED_BACK = """
DROP TRIGGER edition_text_never_deleted ON careers_editiontext;
DROP TRIGGER edition_never_deleted ON careers_edition;
DROP FUNCTION refuse_deletion_of_edition();
"""


class Migration(migrations.Migration):
    dependencies = [("careers", "0009_search_facts")]

    operations = [migrations.RunSQL(NEVER_DELETED, NEVER_DELETED_BACK)]
