"""One typographic system for every paper: an A4 letter and an 80 mm ticket from the same blocks."""
