"""Parking enforcement: a penalty charge notice from the kerb to the warrant."""

__version__ = "0.1.0"
