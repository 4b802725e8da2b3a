"""`python -m config.run [--end-with-parent] [manage COMMAND …]`: see `make run` and `make manage`."""

import os
import signal
import subprocess
import sys

from django.core.exceptions import ImproperlyConfigured

from config.embedded_database import EmbeddedDatabaseError
from config.processes import end_with_parent, print_status
from config.run import local, supervisor

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class AskedToEndError(BaseException):
    """Somebody pressed Ctrl-C or sent a signal."""


def request_end(*_: object) -> None:
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise AskedToEndError


def run_manage_command(arguments: list[str]) -> int:
    """Run a command of Django on the local database, with the terminal's input."""
    folder = local.var_folder()
    with local.use_database(folder, join=True) as (url, _):
        environment = local.build_environment(folder, url, local.last_port(folder))
        # Ctrl-C is for the command; a handler, unlike SIG_IGN, does not pass on to it.
        signal.signal(signal.SIGINT, lambda *_: None)
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, env=environment, check=False).returncode


def main(arguments: list[str]) -> int:
    os.chdir(local.CHECKOUT)
    if arguments[:1] == ["--end-with-parent"]:
        end_with_parent(signal.SIGTERM, os.getppid())
        arguments = arguments[1:]
    for number in SIGNALS:
        signal.signal(number, request_end)
    try:
        return (
            run_manage_command(arguments[1:])
            if arguments[:1] == ["manage"]
            else supervisor.run_all()
        )
    except AskedToEndError:
        return 0
    except (local.CannotStartError, EmbeddedDatabaseError, ImproperlyConfigured) as error:
        print_status(str(error))
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
