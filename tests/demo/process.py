"""Builds the demo city in a process of its own, for tests that kill it."""

import django

django.setup()

from lianxin.demo import city  # noqa: E402 - the models need Django first

if __name__ == "__main__":
    city.build(lambda line: print(line, flush=True))  # noqa: T201 - the test reads it
