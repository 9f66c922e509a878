"""The law as dated, cited data, and pure questions asked of it: nothing here reads a clock or a table."""
