"""Settings, addresses, grants and the job schedule; only the command line imports it."""
