"""A night over many live cases, one in a hundred due, against bare SQL that writes the same rows."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from uuid import UUID

from parking.cases.heads import seal_days
from parking.keepers.gateway import KeeperQuestion, KeeperReply
from parking.law.steps import Step
from parking.nightly.run_due import Outside, run_night
from parking.payments.gateway.fake import FakePay
from parking.settings import Settings
from parking.store.session import writing
from parking.values import clock
from tests.bench.ballast import grow_ballast
from tests.bench.bare_night import bare_night
from tests.bench.engines import NOON, Databases, a_council, application, settle
from tests.nightly.growing import grow_due

ROUNDS, APART = 3, timedelta(days=10)  # some cases of a night have waited since after the one before
SHARE = 100
FIRST = NOON.date() + timedelta(days=60)


class SilentRegister:
    """A keeper register that has not answered yet."""

    def ask(self, _questions: Sequence[KeeperQuestion]) -> Mapping[UUID, KeeperReply]:
        """Return no reply."""
        return {}


@dataclass(slots=True)
class Nights:
    """Seconds of each night and of the bare SQL, in turn, and what the night's process needed."""

    cases: int
    due: int
    parking: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    memory_before: int = 0
    memory_most: int = 0

    @property
    def ratio(self) -> float:
        """Return the speed of a night against the bare SQL of the same round, the median of the rounds."""
        return median(theirs / ours for ours, theirs in zip(self.parking, self.bare, strict=True))


def measure_night(databases: Databases, *, cases: int) -> Nights:
    """Grow a borough with so many live cases and as many due each night, and live through the nights."""
    due = cases // SHARE
    nights = [FIRST + n * APART for n in range(2 * ROUNDS + 1)]
    found, settings = Nights(cases, due), databases.make(f"night_{cases}")
    with application(settings), clock.pinned(NOON):
        specimen = a_council()
        for n, on in enumerate(nights):
            grow_due(
                specimen,
                step=Step.REQUEST_NOTICE_TO_OWNER,
                on=on,
                cases=due,
                first=1 + n * due,
                late=due // 10,
            )
        grow_ballast(specimen, cases=cases - due * len(nights), due_after=nights[-1])
        with writing(authority=specimen.id) as session:
            seal_days(session, authority=specimen.id, before=nights[0])
        settle()
        for n, on in enumerate(nights[:-1]):
            at = clock.at_local(on, 3)
            begun = clock.stopwatch()
            if n % 2:
                taken = bare_night(specimen, at)
                found.bare.append(clock.stopwatch() - begun)
            else:
                taken = lived(on)
                found.parking.append(clock.stopwatch() - begun)
            if taken != due:
                raise AssertionError(f"{due} cases were due on {on}, {taken} were taken")
    child = subprocess.run(
        [sys.executable, "-m", "tests.bench.night", settings.database, str(settings.files), str(nights[-1])],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    found.memory_before, found.memory_most = json.loads(child.stdout)
    return found


def lived(on: date) -> int:
    """Do the whole of a night's work and return how many notices it asked for."""
    at = clock.at_local(on, 3)
    with clock.pinned(at):
        ((_, night), *_) = run_night(Outside(FakePay(), SilentRegister()), at=at)
    return night.done.get("notices to owner requested", 0)


def _alone() -> None:
    """Live one night in a process of its own, and say what memory it had before and at most, in kB."""
    database, files, on = sys.argv[1:]
    with application(Settings(database=database, files=Path(files))):
        before = most_memory()
        lived(date.fromisoformat(on))
        sys.stdout.write(json.dumps([before, most_memory()]))


def most_memory() -> int:
    """Return the most memory this process has held, in kB; what getrusage says has the parent's in it."""
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line)
    return int(line.split()[1])


if __name__ == "__main__":
    _alone()
