"""The database and the file store, and nothing of parking: base, types, sessions, files."""
