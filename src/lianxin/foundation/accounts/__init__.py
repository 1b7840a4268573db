"""People, posts, roles, scopes and sessions."""
