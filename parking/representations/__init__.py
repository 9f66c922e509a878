"""Formal representations against a notice: taken in, decided and answered in time."""
