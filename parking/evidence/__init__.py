"""Photographs and officers' notes: kept by their hash, shown only with their case."""
