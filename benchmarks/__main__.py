"""`python -m benchmarks`: the same code as the pages, for pipelines and checks."""

from benchmarks.cli import main
from benchmarks.cli.completion import VARIABLE
from data.garbage import look_seldom

if __name__ == "__main__":
    look_seldom()
    main(complete_var=VARIABLE)
