"""What an operator does while people apply: another secret, an upgrade of the tables."""

import re
from http import HTTPStatus

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from faults.browser import Browser
from faults.places import WEB, WORKER
from faults.scene import Scene, case
from tests.smtp import text_of

LINK = re.compile(r"https://[^/]+(/de/bewerbung/\S+)")


@case(
    "secret-rotation",
    "another SECRET_KEY, the earlier one in SECRET_KEY_FALLBACKS; links in mails still work",
)
def rotate_secret(scene: Scene) -> None:
    stack = scene.stack
    mailed = text_of(stack.mailbox.server.mails[-1])
    earlier = stack.rotate_secret()
    stack.stop(WEB, WORKER)
    stack.more["SECRET_KEY_FALLBACKS"] = earlier
    stack.start()
    scene.heal()
    found = LINK.search(mailed)
    browser = Browser(stack.site, "127.0.0.4")
    works = found and browser.ask("GET", found[1]).status == HTTPStatus.OK
    browser.close()
    scene.expect(works, "a link that was mailed before the rotation does not work")


@case("migration", "web and worker stop, the newest migration of each app is undone and done again")
def migrate(scene: Scene) -> None:
    stack = scene.stack
    stack.stop(WEB, WORKER)
    for app, name in newest_but_one().items():
        stack.manage("migrate", app, name, "--verbosity", "0")
    stack.manage("migrate", "--verbosity", "0")
    stack.start()
    scene.heal()


def newest_but_one() -> dict[str, str]:
    """By app, the migration before the last one."""
    names = list(MigrationExecutor(connection).loader.disk_migrations)
    return {
        app: sorted(name for one, name in names if one == app)[-2]
        for app in ("hiring", "applications")
    }
