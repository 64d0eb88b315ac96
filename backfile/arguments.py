"""Tasks that take any number of words after their name, as `inv ingest a.txt b.txt --date 2026-03-09`.

Invoke gives every positional argument one value. Between reading its own options and reading the tasks' it asks each
task for its arguments; that is when a task of this module spells its words out as options, so that Invoke reads
`ingest --path a.txt --path b.txt --date 2026-03-09`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from invoke import main
from invoke.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from invoke.parser.argument import Argument
    from invoke.program import Program

running: Program = main.program
"""The program whose command line is read: that of `inv`, unless another one says so."""


class WordsTask(Task[Callable[..., object]]):
    """A task whose words without an option are the values of its one iterable argument."""

    def get_arguments(self, ignore_unknown_help: bool | None = None) -> list[Argument]:
        """The task's arguments, as Invoke asks for them; the command line is spelled out on the way."""
        arguments = super().get_arguments(ignore_unknown_help)
        command_line = getattr(running, "core", None)
        if command_line is not None and command_line.unparsed and not _is_for_another(command_line.unparsed, self):
            command_line.unparsed[:] = self.spell_out(command_line.unparsed, arguments, task_names())
        return arguments

    def spell_out(self, words: Sequence[str], arguments: Sequence[Argument], tasks: Set[str]) -> list[str]:
        """Put this task's option before each of its bare words.

        Args:
            words: the command line after Invoke's own options.
            arguments: the task's arguments.
            tasks: names that begin another task, unless a file of that name is there.
        """
        takes_value = {f"--{name}": argument.takes_value for argument in arguments for name in argument.names}
        option = f"--{next(iter(self.iterable))}"
        spelled: list[str] = []
        own = waiting = False
        for word in words:
            if waiting:
                waiting = False
            elif own and word.startswith("-"):
                waiting = takes_value.get(word, False)
            elif word in tasks and not (own and Path(word).exists()):
                own = word == self.name
            elif own:
                spelled.append(option)
            spelled.append(word)
        return spelled


class PassingTask(WordsTask):
    """A task that passes everything after its name on to another program, options too (but not `--help`)."""

    def spell_out(
        self,
        words: Sequence[str],
        arguments: Sequence[Argument],
        tasks: Set[str],  # noqa: ARG002 (a name of a task is passed on like any other word)
    ) -> list[str]:
        """Put this task's option before each word and option that is not its own."""
        if not words or words[0] != self.name or {"--help", "-h"} & set(words):
            return list(words)
        option = f"--{next(iter(self.iterable))}"
        known = {f"--{name}" for argument in arguments for name in argument.names} - {option}
        own = [word in known or word.startswith(f"{option}=") for word in words[1:]]
        return [words[0], *(w if is_own else f"{option}={w}" for w, is_own in zip(words[1:], own, strict=True))]


def _is_for_another(words: Sequence[str], task: WordsTask) -> bool:
    """Whether the first word is a task that passes all others on: they may be called like tasks and are none."""
    collection: Any = getattr(running, "collection", None)
    first = collection[words[0]] if words[0] in task_names() else None
    return isinstance(first, PassingTask) and first is not task


def task_names() -> Set[str]:
    """The names of the tasks that Invoke has loaded."""
    collection: Any = getattr(running, "collection", None)
    return set(collection.task_names) if collection is not None else set()
