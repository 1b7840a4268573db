"""What each web process loads: the application, ended with the server that started it."""

import signal

from lianxin.cli.cluster import die_with_parent

die_with_parent(signal.SIGKILL)()

from lianxin.config.wsgi import application  # noqa: E402 - bound to its parent first

__all__ = ["application"]
