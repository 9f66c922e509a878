"""The officer's pages: record a PCN, see that it was taken in."""
