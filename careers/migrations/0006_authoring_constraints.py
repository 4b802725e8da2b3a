import django.db.models.constraints
from django.db import migrations, models

SAME_POSTING = """
ALTER TABLE careers_edition ADD CONSTRAINT edition_of_posting UNIQUE (id, posting_id);
ALTER TABLE careers_posting ADD CONSTRAINT posting_current_edition_is_its_own
    FOREIGN KEY (current_edition_id, id) REFERENCES careers_edition (id, posting_id)
    DEFERRABLE INITIALLY DEFERRED;
"""
SAME_POSTING_BACK = """
ALTER TABLE careers_posting DROP CONSTRAINT posting_current_edition_is_its_own;
ALTER TABLE careers_edition DROP CONSTRAINT edition_of_posting;
"""
# An account may be deleted; nothing else of what the public saw may change.
NEVER_CHANGED = """
CREATE FUNCTION refuse_change_of_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'published_by_id' = to_jsonb(OLD) - 'published_by_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'An edition is what the public saw: rows are added, never changed.'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'edition_never_changes';
END $$;
CREATE TRIGGER edition_never_changes BEFORE UPDATE ON careers_edition
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_edition();
CREATE TRIGGER edition_text_never_changes BEFORE UPDATE ON careers_editiontext
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_edition();
"""
NEVER_CHANGED_BACK = """
DROP TRIGGER edition_text_never_changes ON careers_editiontext;
DROP TRIGGER edition_never_changes ON careers_edition;
DROP FUNCTION refuse_change_of_edition();
"""


class Migration(migrations.Migration):
    dependencies = [("careers", "0005_prepare_constraints")]

    operations = [
        migrations.RunSQL(SAME_POSTING, SAME_POSTING_BACK),
        migrations.RunSQL(NEVER_CHANGED, NEVER_CHANGED_BACK),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("facts__pay", None), _negated=True),
                    models.Q(("pay_reason", ""), _negated=True),
                    models.Q(("override_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="edition_states_pay_or_why_not",
                violation_error_message="An edition states the pay, or says why it does not.",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("overridden", []),
                    models.Q(("override_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="edition_override_has_a_reason",
                violation_error_message="Whoever overrides a finding says why.",
            ),
        ),
        migrations.AddConstraint(
            model_name="editiontext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("title", ""), _negated=True),
                    models.Q(("sections", []), _negated=True),
                ),
                name="edition_text_is_not_empty",
                violation_error_message="What the public sees has a title and a text.",
            ),
        ),
        migrations.AddConstraint(
            model_name="location",
            constraint=models.CheckConstraint(
                condition=models.Q(("country__regex", "^[A-Z]{2}$")),
                name="location_country_is_a_code",
                violation_error_message="The country is two capital letters, for example DE.",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("hours_percent_min", None),
                        models.Q(("hours_percent_min__gte", 1), ("hours_percent_min__lte", 100)),
                        _connector="OR",
                    ),
                    models.Q(
                        ("hours_percent_max", None),
                        models.Q(("hours_percent_max__gte", 1), ("hours_percent_max__lte", 100)),
                        _connector="OR",
                    ),
                ),
                name="posting_hours_are_percents",
                violation_error_message="Hours are given in percent, from 1 to 100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("weekly_hours", None), ("weekly_hours__gt", 0), _connector="OR"
                ),
                name="posting_weekly_hours_are_positive",
                violation_error_message="The hours of a week are more than none.",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("pay_min", None), ("pay_min__gte", 0), _connector="OR"),
                    models.Q(("pay_max", None), ("pay_max__gte", 0), _connector="OR"),
                ),
                name="posting_pay_is_not_negative",
                violation_error_message="Pay is not negative.",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(("pay_currency__regex", "^[A-Z]{3}$")),
                name="posting_currency_is_a_code",
                violation_error_message="The currency is three capital letters, for example EUR.",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "employment_types__contained_by",
                        [
                            "FULL_TIME",
                            "PART_TIME",
                            "TEMPORARY",
                            "CONTRACTOR",
                            "INTERN",
                            "VOLUNTEER",
                            "OTHER",
                        ],
                    ),
                    ("pay_unit__in", ["HOUR", "MONTH", "YEAR"]),
                    ("workplace_type__in", ["on_site", "hybrid", "remote", "remote_or_on_site"]),
                ),
                name="posting_choices_are_known",
                violation_error_message="Pay unit, workplace or employment type is unknown.",
            ),
        ),
        migrations.AddConstraint(
            model_name="postingevent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ["opened", "ended"])),
                fields=("edition", "kind"),
                name="event_of_a_date_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="postingevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["published", "closed", "reopened", "extended", "opened", "ended"])
                ),
                name="event_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="postingsection",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("posting", "position"),
                name="section_position_once",
                violation_error_message="Two sections cannot have the same position.",
            ),
        ),
        migrations.AddConstraint(
            model_name="postingsection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "introduction",
                            "about",
                            "tasks",
                            "requirements",
                            "nice_to_have",
                            "offer",
                            "process",
                            "how_to_apply",
                            "other",
                        ],
                    )
                ),
                name="section_kind_is_known",
                violation_error_message="There is no such kind of section.",
            ),
        ),
        migrations.AddConstraint(
            model_name="textblock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "introduction",
                            "about",
                            "tasks",
                            "requirements",
                            "nice_to_have",
                            "offer",
                            "process",
                            "how_to_apply",
                            "other",
                        ],
                    )
                ),
                name="text_block_kind_is_known",
                violation_error_message="There is no such kind of section.",
            ),
        ),
    ]
