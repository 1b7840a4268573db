"""Pages of matters: thin, form to action to receipt."""
