"""The demonstration borough: real rows on real places, lived through the real actions; people invented."""
