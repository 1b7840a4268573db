"""Pages of the whole house: help, accessibility, finding by number, errors, the gallery."""
