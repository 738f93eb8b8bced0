"""Work on the workers of a Dask cluster: each job in a process of its own, and once more by another worker where one has died at it."""

import asyncio
import logging
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from conformance.judgement import cut
from conformance.own_process import JobError, OtherCodeError, called, code_hash
from conformance.verdicts import ConformanceError
from vectors.work import Workers

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECTING_SECONDS = 10
"""How long the scheduler may take to answer."""

WORKER_SECONDS = 60
"""How long a first worker may take to come."""

IN_FLIGHT = 2
"""How many jobs there are at a time for each thread of the cluster: one that is done, and one that waits for it."""


@contextmanager
def workers_of(scheduler: str) -> Iterator[Workers]:
    """The workers of the cluster whose scheduler has this address. Raises `ConformanceError` where there is none, and, later, where a job cannot be done."""
    try:
        from distributed import Client
    except ImportError:
        raise ConformanceError(
            "--scheduler needs the library distributed, which is not installed; install the extra campaigns of this package, or: pip install distributed"
        ) from None
    # What it has to say of lost connections is said here, in one line.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            # A client that cannot connect leaves a loop behind that may never end; so first without one.
            asyncio.run(_greeted(scheduler))
            client = Client(scheduler, timeout=CONNECTING_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            said = cut(str(error).splitlines()[0] if str(error) else type(error).__name__, 200)
            raise ConformanceError(f"the scheduler {scheduler} cannot be reached: {said}; name the address that dask scheduler has printed") from None
        try:
            yield lambda function, jobs: _spread(client, scheduler, function, jobs)
        finally:
            client.close(timeout=CONNECTING_SECONDS)


async def _greeted(scheduler: str) -> None:
    """Connect to the scheduler once. Raises `OSError` or `ValueError` where that cannot be done."""
    from distributed.comm.core import connect

    connection = await connect(scheduler, timeout=CONNECTING_SECONDS)
    await connection.close()


def _spread(client: "Client", scheduler: str, function: Callable[[Any], Any], jobs: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """The results as they come. Never more jobs are there than the cluster needs, so that the last are given out as late as possible."""
    from distributed import as_completed

    try:
        client.wait_for_workers(1, timeout=WORKER_SECONDS)
    except TimeoutError:
        raise ConformanceError(f"the scheduler {scheduler} has no worker; start one with: dask worker {scheduler} --nthreads 1") from None
    waiting = enumerate(jobs)
    places: dict[Any, int] = {}
    running = as_completed(loop=client.loop)

    def give_out() -> None:
        room = IN_FLIGHT * max(1, sum(client.nthreads().values()))
        while len(places) < room:
            job = next(waiting, None)
            if job is None:
                return
            place, argument = job
            future = client.submit(called, code_hash(), function, argument, pure=False)
            places[future.key] = place
            running.add(future)

    try:
        give_out()
        while places:
            future = next(running)
            place = places.pop(future.key)
            yield place, _result(future, scheduler)
            give_out()
    finally:
        client.cancel(list(running.futures))


def _result(future: "Future[Any]", scheduler: str) -> Any:
    """What a job gave. Raises `ConformanceError` where it could not be done, and what the job itself raises that is one."""
    from concurrent.futures import CancelledError

    from distributed import CancelledError as LostError
    from distributed import KilledWorker

    try:
        return future.result()
    except ConformanceError:
        raise
    except (CancelledError, LostError):
        raise ConformanceError(f"the scheduler {scheduler} is gone, and with it what it had to give out; start it again") from None
    except KilledWorker as error:
        raise ConformanceError(f"a job has ended several workers: {cut(str(error).splitlines()[0], 200)}; look at their logs") from None
    except ImportError as error:
        raise ConformanceError(f"a worker cannot import this package ({error}); install it there as it is here") from None
    except OtherCodeError as error:
        raise ConformanceError(f"a worker cannot do the work: {error}; install the same there as here") from None
    except JobError as error:
        raise ConformanceError(f"a worker has failed: {error}") from None
    except Exception as error:
        said = cut(f"{type(error).__name__}: {error}".splitlines()[0], 300)
        raise ConformanceError(f"a worker has failed: {said}; its log has the rest") from error
