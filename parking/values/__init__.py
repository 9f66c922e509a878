"""Value objects that have a shape of their own: money, days, marks, postcodes and numbers."""
