"""The machines of a cluster, for what can be done in parts: Dask's `distributed`, an optional extra.

The cluster is the maintainer's: a scheduler and workers that see the archive under the same path, on a shared file
system, with the same version of this program. A worker that is lost costs what it was doing, which another one does.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import TYPE_CHECKING, Any, TypeVar

from backfile.errors import BackfileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

Tag = TypeVar("Tag")
Result = TypeVar("Result")

_SECONDS = 10
"""To wait for the scheduler."""


class ClusterError(BackfileError):
    """A cluster that cannot be used."""


class Cluster(Executor):
    """The workers of a scheduler, each of which does what is submitted.

    A future raises `BrokenExecutor` when one worker after the other was lost over it.

    Args:
        scheduler: the address of the scheduler, `tcp://host:8786`.

    Raises:
        ClusterError: `distributed` is not installed, no scheduler answers there, it has no worker, or one has another
            version of this program.
    """

    def __init__(self, scheduler: str) -> None:
        try:
            from distributed import Client
            from distributed.scheduler import KilledWorker
        except ImportError as error:
            remedy = "install it: pip install 'backfile[cluster]'"
            raise ClusterError("a cluster needs the package distributed", remedy=remedy) from error
        self._killed = KilledWorker
        self.scheduler = scheduler
        try:
            self._client: Any = Client(
                scheduler, timeout=_SECONDS, set_as_default=False
            )  # its annotations are of some methods only
        except (OSError, ValueError) as error:
            remedy = "start one with `dask scheduler`, and workers with `dask worker`"
            raise ClusterError(f"no scheduler answers at {scheduler}", remedy=remedy) from error
        self._check(scheduler)

    def _check(self, scheduler: str) -> None:
        try:
            if not self.threads():
                raise ClusterError(f"the scheduler at {scheduler} has no worker", remedy=f"dask worker {scheduler}")
            versions = self._client.run(version)
            for address, theirs in sorted(versions.items()):
                if theirs != version():
                    remedy = "install the same on all machines"
                    raise ClusterError(f"{address} has Backfile {theirs}, and this is {version()}", remedy=remedy)
        except BaseException:
            self._client.close()
            raise

    def threads(self) -> int:
        """How many jobs the cluster does at a time."""
        return sum(self._client.nthreads().values())

    def submit(self, function: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        """Have a function of a module called by a worker."""
        mine: Future[Result] = Future()
        theirs = self._client.submit(function, *args, **kwargs, pure=False)

        def settle(done: Any) -> None:
            if done.status == "finished":
                mine.set_result(done.result())
                return
            error = done.exception() if done.status == "error" else None
            if error is None or isinstance(error, self._killed):
                error = BrokenExecutor("the workers that were given this were lost")
            mine.set_exception(error)

        theirs.add_done_callback(settle)
        return mine

    def shutdown(self, *_: Any, **__: Any) -> None:
        """Leave the cluster; what is still going on there is given up."""
        self._client.close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown()


def version() -> str:
    """The version of this program, and of its way of inverting texts."""
    from importlib.metadata import version as version_of

    return version_of("backfile")


def in_order(
    cluster: Cluster, function: Callable[..., Result], jobs: Iterable[tuple[Tag, tuple[Any, ...]]]
) -> Iterator[tuple[Tag, Result]]:
    """Do jobs on a cluster, a few ahead of what is taken.

    Args:
        cluster: who does them.
        function: of a module.
        jobs: what the caller knows each by, and its arguments.

    Yields:
        The jobs in their order, each with its result.

    Raises:
        BrokenExecutor: a job could not be done.
    """
    waiting: deque[tuple[Tag, Future[Result]]] = deque()
    ahead = 2 * cluster.threads()
    for tag, arguments in jobs:
        waiting.append((tag, cluster.submit(function, *arguments)))
        if len(waiting) > ahead:
            first, future = waiting.popleft()
            yield first, future.result()
    for tag, future in waiting:
        yield tag, future.result()
