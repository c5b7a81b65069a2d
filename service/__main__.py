"""`python -m service COMMAND`."""

import os

# before anything loads an OpenMP runtime: threads that spin while they wait for busy cores made a search take
# fifty times as long
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

from service.cli.main import run

if __name__ == "__main__":
    run()
