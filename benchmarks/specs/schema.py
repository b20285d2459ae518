"""JSON Schema of the specs, for editors: `python -m benchmarks.specs.schema` writes it, `--check` compares."""

import json
from pathlib import Path

import click

from benchmarks.specs.models import SectorSpec

FILE = Path(__file__).with_name("schema.json")


def schema() -> str:
    """The JSON Schema of a spec file as text, as it stands in specs/schema.json."""
    drawn = {"$schema": "https://json-schema.org/draft/2020-12/schema", **SectorSpec.model_json_schema()}
    return json.dumps(drawn, indent=2, ensure_ascii=False) + "\n"


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if the file is not current.")
def main(check: bool) -> None:
    """Write benchmarks/specs/schema.json from the models of the specs."""
    if not check:
        FILE.write_text(schema(), encoding="utf-8")
    elif not FILE.exists() or FILE.read_text(encoding="utf-8") != schema():
        raise click.ClickException(f"{FILE.name} is not current: run `python -m benchmarks.specs.schema`.")


if __name__ == "__main__":
    main()
