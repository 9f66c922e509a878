"""Measures of a financial year, each with its basis, period and as-at day, open to its cases."""
