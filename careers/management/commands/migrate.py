"""`migrate`, as Django has it, and afterwards fills search entries that are missing."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor


class Command(migrate.Command):
    """Django's own, which afterwards fills what searches read if an upgrade has emptied it.

    A migration cannot: it would import code of the apps, which changes, and a migration stays. It does so only
    where the tables of careers are those of this release.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        only_looks = options["plan"] or options["check_unapplied"]
        if options["database"] == DEFAULT_DB_ALIAS and not only_looks and is_up_to_date():
            call_command("rebuild_search", missing=True, verbosity=options["verbosity"])


def is_up_to_date() -> bool:
    """Tell whether every migration of careers is applied."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes("careers"))
