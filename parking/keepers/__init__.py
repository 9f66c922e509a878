"""Who is liable: keeper enquiries, hirers, and serving the notice to owner."""
