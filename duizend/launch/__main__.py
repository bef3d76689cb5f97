"""`python -m duizend.launch manage|demo|serve|test …`; what bin/manage and make call."""

import sys
from collections.abc import Callable, Sequence

from duizend.launch.commands import demo, manage, serve
from duizend.launch.problems import LaunchProblem
from duizend.launch.processes import say
from duizend.launch.testing import test

COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "manage": manage,
    "demo": demo,
    "serve": serve,
    "test": test,
}


def main(arguments: Sequence[str]) -> int:
    """Exit status 0 done, 1 refused with the reason, 2 wrong use; manage: the command's own."""
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        say(f"Give one of: {', '.join(COMMANDS)}")
        return 2
    try:
        return command(arguments[1:])
    except LaunchProblem as problem:
        say(str(problem))
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
