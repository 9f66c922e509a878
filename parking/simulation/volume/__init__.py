"""A borough as large as a test wants: whole lives of PCNs, as the real actions would leave them.

Photographs are left out, and the notices in it were never drawn: their hashes stand for no file.
"""

from __future__ import annotations

from parking.simulation.volume.growing import grow

__all__ = ["grow"]
