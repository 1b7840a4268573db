"""The command line, thin; it also starts the embedded database."""
