"""`python -m benchmarks`: the same code as the pages, for pipelines and checks."""

from benchmarks.cli import main
from benchmarks.cli.completion import VARIABLE

if __name__ == "__main__":
    main(complete_var=VARIABLE)
