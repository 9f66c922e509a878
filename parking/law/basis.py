"""How a penalty charge notice comes to be given: at the kerb, or by post for one of three reasons."""

from __future__ import annotations

from enum import StrEnum


class Basis(StrEnum):
    """On what footing the notice is given; clocks and required statements depend on it."""

    KERB = "kerb"
    APPROVED_DEVICE = "approved_device"
    DRIVE_AWAY = "drive_away"
    PREVENTED = "prevented"

    @property
    def by_post(self) -> bool:
        """Whether the notice goes by post and is itself the enforcement notice."""
        return self is not Basis.KERB
