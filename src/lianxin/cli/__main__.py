"""The same as ``lianxin``, for programs that know only the interpreter."""

import sys

from lianxin.cli.main import main

sys.exit(main())
