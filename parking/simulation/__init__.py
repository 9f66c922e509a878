"""Specimens, case builders and the demonstration borough."""
