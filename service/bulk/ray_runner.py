"""Runs shards as tasks of a Ray cluster.

Tasks, not actors: a task needs one free core and nothing else, so a cluster of one core can't wait for itself, and Ray
repeats a task elsewhere when its node is lost. A worker process keeps its matcher from task to task.
"""

import importlib.util
import logging
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matching.matcher import Matcher
from service.bulk import ray_address, ray_site
from service.bulk.engine import Versions, check_same
from service.bulk.errors import BulkError
from service.bulk.match_shard import Answered, match_shard
from service.bulk.ray_site import Site
from service.bulk.runners import Runner
from service.bulk.shards import Row, Shard
from service.loading import load_matcher
from service.settings import Settings

if TYPE_CHECKING:
    from ray import ObjectRef

    Task = ObjectRef[tuple[Versions, Answered]]

AUTO = "auto"
RETRIES = 5  # times that Ray repeats a task whose worker or node is lost
AHEAD = 2  # shards in flight for each core, so that no core waits for the driver
PATIENCE_S = 120.0  # for a core, when the cluster has none at all
POLL_S = 1.0
SIGNALS = (signal.SIGINT, signal.SIGTERM)
ENVIRONMENT = {
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing is reported to anybody
    "RAY_NUM_REDIS_GET_RETRIES": "2",  # a server that is no Ray is given up after a minute and a half, not after fifteen
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # the coming behaviour, without the warning
}
OWN_CLUSTER = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}  # no clusters of machines: Ray then listens on loopback alone
QUIET: dict[str, Any] = {"include_dashboard": False, "log_to_driver": False, "logging_level": logging.ERROR}

_loaded: dict[Site, Matcher] = {}  # in a worker process: one matcher, kept between tasks


def answer_shard(
    site: Site, files: list[Any], expected: Versions | None, rows: tuple[Row, ...]
) -> tuple[Versions, Answered]:
    """The task: answer rows with the index of `site`. `files` holds the reference to a copy of it."""
    if site not in _loaded:
        _loaded[site] = load_matcher(ray_site.settings_here(site, lambda: _fetch(files)))
    versions = Versions.of(_loaded[site])
    check_same(expected or versions, versions, f"The node {os.uname().nodename}")
    return versions, match_shard(rows, _loaded[site])


def _fetch(files: list[Any]) -> ray_site.Files:
    import ray

    found: ray_site.Files = ray.get(files[0])
    return found


@dataclass(frozen=True, slots=True)
class Tasks:
    """Tasks of a connected cluster, and all that they need beside the rows."""

    site: Site
    files: "ObjectRef[ray_site.Files]"
    remote: Any  # `answer_shard` as Ray calls it
    patience_s: float

    def submit(self, rows: tuple[Row, ...], *, expected: Versions | None) -> "Task":
        """Begin to answer rows somewhere."""
        # In a list the reference is passed on as it is; alone, Ray would send the files with every task.
        task: Task = self.remote.remote(self.site, [self.files], expected, rows)
        return task

    def finished(self, tasks: "list[Task]") -> "list[Task]":
        """Those that are done, at least one. Raises BulkError when the cluster has had no core for `patience_s`."""
        import ray

        until_s = time.monotonic() + self.patience_s
        while True:
            done, _ = ray.wait(tasks, timeout=POLL_S)
            if done:
                return done
            if cores():
                until_s = time.monotonic() + self.patience_s
            elif time.monotonic() > until_s:
                raise BulkError("The Ray cluster has no core for work. Add a node to it and go on with --resume.")


@dataclass(frozen=True, slots=True)
class OnRay:
    """A cluster whose first free core has told what it answers with."""

    tasks: Tasks
    versions: Versions

    def run(self, shards: Iterator[Shard]) -> Iterator[tuple[Shard, Answered]]:
        """Answers as they come. At most AHEAD shards a core are in flight, however long the input is."""
        pending: dict[Task, Shard] = {}
        while True:
            while len(pending) < AHEAD * max(1, cores()) and (shard := next(shards, None)):
                pending[self.tasks.submit(shard.rows, expected=self.versions)] = shard
            if not pending:
                return
            for task in self.tasks.finished(list(pending)):
                yield pending.pop(task), _result(task)[1]


@contextmanager
def on_ray(
    settings: Settings, address: str, *, say: Callable[[str], None], patience_s: float = PATIENCE_S
) -> Iterator[Runner]:
    """Connect to a cluster and offer it the index. Raises BulkError, or what loading the index on a node raises."""
    if importlib.util.find_spec("ray") is None:
        raise BulkError("Ray is not installed. Install it: pip install 'kasip[ray]'.")
    site, files = ray_site.packed(settings)
    with _undisturbed():
        _connect(address, say)
    import ray

    try:
        remote = ray.remote(num_cpus=1, max_retries=RETRIES)(answer_shard)
        tasks = Tasks(site, ray.put(files), remote, patience_s)
        first = tasks.submit((), expected=None)
        tasks.finished([first])
        yield OnRay(tasks, _result(first)[0])
    finally:
        with _undisturbed():
            ray.shutdown()  # ends the tasks in flight


def _connect(address: str, say: Callable[[str], None]) -> None:
    """Join the cluster at an address; for `auto` the one of this machine, or a new one that ends with the run."""
    found = ray_address.running() if address == AUTO else ray_address.checked(address)
    os.environ.update(ENVIRONMENT if found else ENVIRONMENT | OWN_CLUSTER)  # Ray reads it when it is imported
    import ray

    try:
        # Asked for `auto`, Ray also takes the token of this machine, if its clusters want one.
        ray.init(address=address if found else "local", **QUIET)
    except (ConnectionError, RuntimeError) as exc:  # a RuntimeError tells another version of Ray or Python
        hint = "If the cluster wants a token, set RAY_AUTH_MODE=token."
        raise BulkError(f"The Ray cluster at {found or 'this machine'} can't be used: {exc}. {hint}") from exc
    if not found:
        say(f"No Ray cluster runs here; one with {cores()} cores was started on this machine for the run.")


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let an interrupt wait: in the midst of its start or end, Ray crashes of it. Ray's own handler is put away too."""
    came: list[int] = []
    before = {number: signal.signal(number, lambda told, _: came.append(told)) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if came:
        raise KeyboardInterrupt


def cores() -> int:
    """Cores of all living nodes."""
    import ray

    return int(ray.cluster_resources().get("CPU", 0))  # type: ignore[no-untyped-call]


def _result(task: "Task") -> tuple[Versions, Answered]:
    """What a task gave. Raises what it raised, or BulkError when its workers were lost again and again."""
    import ray
    from ray.exceptions import RayError, RayTaskError

    try:
        return ray.get(task)
    except RayTaskError as exc:
        if isinstance(exc.cause, Exception):
            raise exc.cause from None
        raise
    except RayError as exc:
        why = str(exc).splitlines()[0]
        raise BulkError(
            f"A shard was lost {RETRIES + 1} times ({why}). See the nodes' memory, go on with --resume."
        ) from exc
