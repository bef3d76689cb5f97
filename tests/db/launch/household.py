"""Programs for test_processes.py to start and kill.

`household.py supervise FOLDER [dying]` keeps two invented programs running, `web` (with a
child of its own) and `worker`; each writes its process ids to a file of its name. With
`dying` there is a third, that stops at once.
"""

import os
import subprocess
import sys
import time

from duizend.launch.problems import LaunchProblem
from duizend.launch.processes import Program, Stop, supervise


def live(file: str, *, child: bool = False) -> None:
    """Write our process id, start a child if asked, and wait to be ended."""
    with open(file, "a") as stream:
        stream.write(f"{os.getpid()}\n")
    if child:
        subprocess.Popen([sys.executable, __file__, "live", file])
    time.sleep(600)


def supervise_household(folder: str, *, dying: bool) -> None:
    def program(name: str, *arguments: str) -> Program:
        return Program(name, [sys.executable, __file__, *arguments], os.environ)

    programs = [
        program("web", "parent", f"{folder}/web"),
        program("worker", "live", f"{folder}/worker"),
    ]
    if dying:
        programs.append(program("dying", "die"))
    try:
        supervise(programs, Stop(), watch=lambda: None, ready=lambda: None)
    except LaunchProblem as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["supervise", folder, *rest]:
            supervise_household(folder, dying="dying" in rest)
        case ["parent", file]:
            live(file, child=True)
        case ["live", file]:
            live(file)
        case _:
            sys.exit(3)
