"""`python -m service COMMAND`."""

from service.cli.main import run

if __name__ == "__main__":
    run()
