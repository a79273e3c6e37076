"""Extraction in several processes, with the results in input order, whatever becomes of a process.

What each worker was given is known here, so that nothing is lost with it. Where one dies or stalls, the articles that it
was at work on are read once more, each alone; the one that a worker dies of alone, or stalls on, is quarantined, which
means that it is an `InputError` that says what happened. All others are as if nothing had been.
"""

from __future__ import annotations

import queue
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Self, cast

from graphkit.engines.batches import BATCH_CHARACTERS, make_batches
from graphkit.engines.process import Event, WorkerProcess
from graphkit.engines.worker import Begun, Done, Failed, Ready, Task
from graphkit.errors import EngineError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from graphkit.engines.extractor import Recipe
    from graphkit.engines.worker import Kind, Result
    from graphkit.model import Document, Extraction, PassedOver, Run

PATIENCE: Final = 300.0
"""Seconds that an article may take where nobody says how many, unless it is very long."""
SLOWEST: Final = 1000
"""Characters a second that the slowest of machines is thought to read, a tenth of what a slow one does."""
AHEAD: Final = 2
"""Tasks that a worker has at a time, so that it need not wait for the next."""
WINDOW: Final = 4
"""Batches for each worker that may be under way or wait for one before them, so that memory doesn't grow."""
ATTEMPTS: Final = 3
"""Workers in a row that may end before they are ready."""
_BLINK: Final = 1.0
"""Seconds after which to look up from waiting, as some systems let Ctrl-C through only then."""


@dataclass(slots=True, kw_only=True)
class _Slot:
    """A batch of the input and its results, as far as they are there."""

    results: list[Result | None]

    @property
    def complete(self) -> bool:
        return None not in self.results


@dataclass(slots=True, kw_only=True)
class _Job:
    """A task and what is known of it here.

    Attributes:
        task: what a worker is sent.
        slot: where its results go.
        first: place of the first of them.
        alone: whether it is one document's second chance.
        limit: seconds that it may take; None for no limit.
    """

    task: Task
    slot: _Slot
    first: int
    alone: bool
    limit: float | None


@dataclass(slots=True, kw_only=True)
class _Work:
    """One run over documents: what is still to be given out, and the slots in input order."""

    kind: Kind
    batches: Iterator[list[Document]]
    slots: deque[_Slot] = field(default_factory=deque)
    waiting: deque[_Job] = field(default_factory=deque)


class Pool:
    """Reads articles as a recipe says, in worker processes, which are started when they are needed.

    Like `graphkit.engines.Extractor`, of which each worker has one, but to be closed in the end.
    """

    def __init__(self, recipe: Recipe, *, workers: int, seconds: float | None = None) -> None:
        """Set up; start nothing.

        Args:
            recipe: how articles are read.
            workers: how many processes at most.
            seconds: how long an article may take; 0 for as long as it wants, None for 5 minutes, and more for one of
                more than 300,000 characters.
        """
        self.recipe = recipe
        self._most = workers
        self._seconds = seconds
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._workers: list[WorkerProcess] = []
        self._jobs: dict[int, _Job] = {}
        self._number = 0
        self._failures = 0
        self._reading: Ready | None = None

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End the workers."""
        self.close()

    def extract(self, documents: Iterable[Document]) -> Iterator[Extraction | InputError]:
        """Extract what each document says, as `graphkit.engines.Extractor.extract` does, with the same results.

        Raises:
            ModelError: the model is missing or unfit.
            EngineError: no worker can be started.
        """
        return cast("Iterator[Extraction | InputError]", self._results("extract", documents))

    def audit(self, documents: Iterable[Document]) -> Iterator[list[PassedOver] | Extraction | InputError]:
        """Find the words that gave no event, as `graphkit.engines.Extractor.audit` does, with the same results.

        Raises:
            ModelError: the model is missing or unfit.
            EngineError: no worker can be started.
        """
        return self._results("audit", documents)

    @property
    def is_loaded(self) -> bool:
        """Whether a worker was needed yet, and got ready."""
        return self._reading is not None

    @property
    def run(self) -> Run:
        """How this reads: version, model and settings. Starts a worker, where there was none yet.

        Raises:
            ModelError: the model is missing or unfit.
            EngineError: no worker can be started.
        """
        return self._known_reading.run

    @property
    def ops(self) -> str:
        """What multiplies the matrices of the worker that was ready last. Starts one, where there was none yet.

        Raises:
            ModelError: the model is missing or unfit.
            EngineError: no worker can be started.
        """
        return self._known_reading.ops

    @property
    def _known_reading(self) -> Ready:
        while self._reading is None:
            if not self._workers:
                self._workers.append(WorkerProcess(self.recipe, self._events))
            self._attend(None)
        return self._reading

    def close(self) -> None:
        """End the workers at once, whatever they are doing."""
        while self._workers:
            self._workers.pop().close()
        self._jobs.clear()
        self._events = queue.SimpleQueue()

    def _results(self, kind: Kind, documents: Iterable[Document]) -> Iterator[Result]:
        work = _Work(
            kind=kind,
            batches=make_batches(documents, batch_size=self.recipe.batch_size, characters=self._batch_characters()),
        )
        try:
            while True:
                self._give_out(work)
                while work.slots and work.slots[0].complete:
                    yield from cast("list[Result]", work.slots.popleft().results)
                    self._give_out(work)
                if not work.slots:
                    return
                self._attend(work)
        except BaseException:
            self.close()  # what is under way is of no use to anybody
            raise

    def _batch_characters(self) -> int:
        """Length of a batch: where little time is allowed, so short that it does not often take all of it."""
        return min(BATCH_CHARACTERS, int(self._seconds * SLOWEST)) if self._seconds else BATCH_CHARACTERS

    def _limit(self, documents: Iterable[Document]) -> float | None:
        if self._seconds is None:
            return max(PATIENCE, sum(len(document.text) for document in documents) / SLOWEST)
        return self._seconds or None

    # Giving out.

    def _give_out(self, work: _Work) -> None:
        """Give workers their next tasks, as long as there are any and somebody has room."""
        while self._has_room() and (job := self._next_job(work)) is not None:
            self._jobs[job.task.number] = job
            self._least_busy().give(job.task)

    def _has_room(self) -> bool:
        return len(self._workers) < self._most or any(len(worker.tasks) < AHEAD for worker in self._workers)

    def _least_busy(self) -> WorkerProcess:
        """The worker that has least to do; a new one where all have something and one more may be started."""
        least = min(self._workers, key=lambda worker: len(worker.tasks), default=None)
        if least is None or (least.tasks and len(self._workers) < self._most):
            least = WorkerProcess(self.recipe, self._events)
            self._workers.append(least)
        return least

    def _next_job(self, work: _Work) -> _Job | None:
        if work.waiting:
            return work.waiting.popleft()
        if len(work.slots) >= WINDOW * self._most:
            return None
        batch = next(work.batches, None)
        if batch is None:
            return None
        slot = _Slot(results=[None] * len(batch))
        work.slots.append(slot)
        return self._job(work.kind, tuple(batch), slot)

    def _job(
        self, kind: Kind, documents: tuple[Document, ...], slot: _Slot, *, first: int = 0, alone: bool = False
    ) -> _Job:
        self._number += 1
        task = Task(number=self._number, kind=kind, documents=documents)
        return _Job(task=task, slot=slot, first=first, alone=alone, limit=self._limit(documents))

    # Listening.

    def _attend(self, work: _Work | None) -> None:
        """Wait until a worker says something, dies, or has taken too long, and see to it."""
        try:
            event = self._events.get(timeout=self._patience())
            while True:
                self._take(event, work)
                event = self._events.get_nowait()
        except queue.Empty:
            pass
        now = time.monotonic()
        for worker in [worker for worker in self._workers if (end := self._end(worker)) is not None and end <= now]:
            worker.close()
            self._bury(worker, work, None)

    def _patience(self) -> float:
        ends = [end for worker in self._workers if (end := self._end(worker)) is not None]
        return min([_BLINK, *(max(0.0, end - time.monotonic()) for end in ends)])

    def _end(self, worker: WorkerProcess) -> float | None:
        """When the time of what a worker is at work on is over."""
        if worker.since is None:
            return None
        limit = self._jobs[worker.tasks[0].number].limit
        return None if limit is None else worker.since + limit

    def _take(self, event: Event, work: _Work | None) -> None:
        worker, message = event.worker, event.message
        if worker not in self._workers:
            return  # one that was given up
        match message:
            case Ready():
                worker.ready, self._reading, self._failures = True, message, 0
            case Failed(error):
                raise error
            case Begun():
                worker.since = event.time
            case Done(_, results):
                job = self._jobs.pop(worker.tasks.popleft().number)
                worker.since = None
                job.slot.results[job.first : job.first + len(results)] = results
            case None:
                self._bury(worker, work, worker.cause())

    def _bury(self, worker: WorkerProcess, work: _Work | None, cause: str | None) -> None:
        """Take the tasks of a worker that has died of something, or else was stopped as it took too long."""
        self._workers.remove(worker)
        if not worker.ready:
            self._failures += 1
            if self._failures == ATTEMPTS:
                raise EngineError(f"worker processes end before they are ready: the last {cause}; try --workers 1")
        if work is None:
            return
        jobs = [self._jobs.pop(task.number) for task in worker.tasks]
        again = jobs if worker.since is None else [*self._again(jobs[0], cause), *jobs[1:]]
        work.waiting.extendleft(reversed(again))

    def _again(self, job: _Job, cause: str | None) -> list[_Job]:
        """The documents of a failed task, each alone; of one that was alone, or had all its time, the error instead."""
        documents = job.task.documents
        if job.alone or (cause is None and len(documents) == 1):
            job.slot.results[job.first] = _quarantined(documents[0], cause, job.limit)
            return []
        return [
            self._job(job.task.kind, (document,), job.slot, first=job.first + place, alone=True)
            for place, document in enumerate(documents)
        ]


def _quarantined(document: Document, cause: str | None, limit: float | None) -> InputError:
    if cause is None:
        reason = f"took longer than {limit:g} s to read and was left out; allow more with --timeout-per-document"
    else:
        reason = f"was left out, as the process that read it, and nothing else, {cause}"
    return InputError(reason, source=document.id)
