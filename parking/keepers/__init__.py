"""Who is liable: keeper enquiries, and the notice to owner that follows their answer."""
