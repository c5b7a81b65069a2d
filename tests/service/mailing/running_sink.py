"""A sink in a process of its own: prints its port, and how much it took once its input ends."""

import sys

from tests.service.mailing.post import counting_sink

if __name__ == "__main__":
    with counting_sink() as (port, counting):
        sys.stdout.write(f"{port}\n")
        sys.stdout.flush()
        sys.stdin.read()
        sys.stdout.write(f"{len(counting.taken)} {counting.duplicates}\n")
