"""Vehicles, names and addresses: everything about a person that can be erased."""
