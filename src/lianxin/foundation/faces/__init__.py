"""What pages share: declared rights, keyed forms, pagers, conflict pages."""
