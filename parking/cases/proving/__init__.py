"""Proving the journey: every order of allowed steps is walked and each state is held against what must be true."""
