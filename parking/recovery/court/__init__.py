"""The court as we reach it: our own versioned export, mapped in configuration, and what comes back.

No public layout of the court's own files was found. What is here claims no conformance to it: a council that
holds the court's layout enters it as a mapping (`layout.py`, `data/default.toml`), without code.
"""
