"""Run as `python -m generator.cli`."""

from generator.cli.running import run

if __name__ == "__main__":
    run()
