"""The error of a value that is needed and not there."""

from lianxin.foundation.kernel.errors import Busy


class MissingValue(Busy):
    """No value is stored for a parameter on a day; an administrator has to load it.

    Codes: ``parameters.unknown_key`` (never loaded; ``near`` names similar keys),
    ``parameters.no_value`` (none on that day), ``parameters.unknown_code`` (no such choice),
    ``parameters.other_kind`` (asked as another kind than it is).
    The sentences name the key, as ``key``.
    """

    def __init__(self, code: str, *, where: str = "", **arguments: object) -> None:
        """Keep the key of the parameter as an argument of the sentence too."""
        super().__init__(code, where=where, **{"key": where, **arguments})
