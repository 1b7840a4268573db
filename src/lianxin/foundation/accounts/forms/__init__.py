"""Forms of the room: one's own account, other people."""
