"""The rows of the journey, a module a chapter."""
