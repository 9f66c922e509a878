"""The tribunal each authority writes to, chosen by the wiring."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from flask import current_app

from parking.authorities.queries import Council
from parking.store.exchange.folder import FolderExchange
from parking.tribunal.gateway import Tribunal, TribunalFiles
from parking.tribunal.stand_in import StandInTribunal

EXTENSION = "parking.tribunal"
TribunalOf = Callable[[Council], Tribunal]


class StandInTribunals:
    """A tribunal inside this machine for each authority: it knows of no appeal but those played to it."""

    def __init__(self) -> None:
        self._each: dict[UUID, StandInTribunal] = {}

    def __call__(self, council: Council) -> StandInTribunal:
        """Return the stand-in of an authority, always the same one."""
        return self._each.setdefault(council.id, StandInTribunal())


def in_folders(root: Path) -> TribunalOf:
    """Return the tribunal as files in a folder of its own for each authority."""
    return lambda council: TribunalFiles(FolderExchange(root / council.code / "tribunal"))


def tribunals() -> TribunalOf:
    """Return what gives each authority its own exchange with the tribunal."""
    found: TribunalOf = current_app.extensions[EXTENSION]
    return found


def tribunal_of(council: Council) -> Tribunal:
    """Return the tribunal as one authority reaches it."""
    return tribunals()(council)
