"""Proving the journey: all orders of allowed steps are walked, each held against what must be true."""
