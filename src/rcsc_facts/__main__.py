"""The entry of the process: `rcsc` and `python -m rcsc_facts`."""

import sys


def run() -> None:
    """Run the command line and leave with its exit code; Ctrl-C leaves with 130 at any moment."""
    try:
        from rcsc_facts.cli import main

        code = main(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    run()
