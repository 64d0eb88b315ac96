"""`python -m backfile new FOLDER`: the tasks without a repository, for making the first one."""

from __future__ import annotations

from pathlib import Path

from invoke.program import Program

from backfile import arguments, tasks

if __name__ == "__main__":
    # Paths are meant from the folder in which the command is given.
    program = Program(name="Backfile", binary="python -m backfile", namespace=tasks.repository(Path("tasks.py")))
    arguments.running = program
    program.run()
