"""The inbox: the staff's side of a door."""
