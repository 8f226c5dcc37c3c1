"""Which records speak of the same person: draws of that, not one answer."""
