"""A process of its own that takes files apart, so that one that hangs in a library, or fills the memory, stops nothing else.

It is started by `graphkit.readers.apart`, which sends it its `Terms` and then source after source, and answers each with
`Begun`, all that is read of it as it is found, and `Done`. A source that gives no sign of life for too long ends the process,
also where a function written in C holds the interpreter.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graphkit.errors import GraphkitError, InputError
from graphkit.processes import attend, limit_memory, unpack, write_frame
from graphkit.readers.formats import read_source
from graphkit.readers.signs import listen

if TYPE_CHECKING:
    from graphkit.readers.items import Read
    from graphkit.readers.source import Source

STUCK: Final = 124
"""Exit status of one whose time was over, where the system can't say it by a signal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the process may take.

    Attributes:
        seconds: how long it may give no sign of life; None for as long as it wants.
        memory: bytes besides what it has at its start.
    """

    seconds: float | None
    memory: int


@dataclass(frozen=True, slots=True)
class Begun:
    """The next source is being read."""


@dataclass(frozen=True, slots=True)
class Done:
    """All of it was read."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing can be read any more, as on a full disk."""

    error: GraphkitError


Answer = Begun | Done | Failed | InputError


class Alarm:
    """Ends this process when it has given no sign of life for too long.

    By SIGALRM, where there is such a thing: the system sends it whatever the interpreter is doing. Else by a thread.

    Source: setitimer(2), ITIMER_REAL.
    """

    def __init__(self, seconds: float | None) -> None:
        """Begin with the alarm off."""
        self._seconds = seconds
        self._end: float | None = None
        self._has_timer = hasattr(signal, "setitimer")
        if seconds is not None and not self._has_timer:
            threading.Thread(target=self._watch, daemon=True).start()

    def on(self) -> None:
        """Count the seconds, from now."""
        if self._seconds is not None:
            self._end = time.monotonic() + self._seconds
            if self._has_timer:
                signal.setitimer(signal.ITIMER_REAL, self._seconds)

    def off(self) -> None:
        """Stop counting."""
        self._end = None
        if self._seconds is not None and self._has_timer:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _watch(self) -> None:
        while True:
            time.sleep(0.2)
            if self._end is not None and time.monotonic() > self._end:
                os._exit(STUCK)


def main(life: int | None = None) -> None:
    """Read source after source.

    Args:
        life: a pipe that nobody writes to and that ends with the asker.
    """
    asked, answers = attend(life)
    warnings.simplefilter("ignore")  # nobody would read them, nor what libraries log
    logging.disable()
    terms: Terms = unpack(asked.get())
    limit_memory(terms.memory)
    alarm = Alarm(terms.seconds)
    listen(alarm.on)

    def say(answer: Answer | Read) -> None:
        alarm.off()  # the asker may be busy for long
        write_frame(answers, answer)
        alarm.on()

    while True:
        source: Source = unpack(asked.get())
        say(Begun())
        try:
            for read in read_source(source):
                say(read)
        except MemoryError:
            say(InputError("takes more memory than is allowed to a file; split it", source=source.name))
        except GraphkitError as error:
            say(Failed(error))
        say(Done())
        alarm.off()
