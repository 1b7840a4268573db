"""The error of a value that is needed and not there."""

from lianxin.foundation.kernel.errors import Busy


class MissingValue(Busy):
    """No value is stored for a parameter on a day; an administrator has to load it.

    Codes: ``parameters.unknown_key`` (never loaded; ``near`` names similar keys),
    ``parameters.no_value`` (none on that day), ``parameters.unknown_code`` (no such choice),
    ``parameters.other_kind`` (asked as another kind than it is).
    """
