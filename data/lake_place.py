"""Where a lake is: its address, the extensions it needs, and what opens a store of objects."""

import importlib.util
import os
import re
from pathlib import Path
from typing import NamedTuple

import duckdb

from data.refusal import StoreError

PREFIX = "ducklake:postgres:"
FORM = "ducklake:postgres:dbname=NAME host=HOST user=NAME;data=FOLDER"
_OBJECTS = "s3://"
# What the environment names as other programs name it, and what DuckDB calls it.
_SECRETS = {
    "AWS_ACCESS_KEY_ID": "KEY_ID",
    "AWS_SECRET_ACCESS_KEY": "SECRET",
    "AWS_SESSION_TOKEN": "SESSION_TOKEN",
    "AWS_REGION": "REGION",
}


class Address(NamedTuple):
    """How PostgreSQL is reached, and the folder of the files, or where they lie as objects; without a / at its end."""

    postgres: str
    folder: str

    @property
    def stored_as_objects(self) -> bool:
        """Whether the files lie in no folder, but in a store of objects."""
        return self.folder.startswith(_OBJECTS)

    @property
    def extensions(self) -> tuple[str, ...]:
        """Those of DuckDB that it needs, in the order they are loaded."""
        return (*(("httpfs",) if self.stored_as_objects else ()), "postgres_scanner", "ducklake")


def address(path: str | Path) -> Address:
    """The parts of a lake's address. Refuses one that is not written as FORM."""
    text = str(path)
    postgres, _, data = text.removeprefix(PREFIX).partition(";data=")
    data = re.sub("^s3:/+", _OBJECTS, data.strip())  # a Path has taken one / for two
    if not text.startswith(PREFIX) or not postgres.strip() or not data or ";" in data or "'" in text:
        raise StoreError(f"A lake is named {FORM}; got {shown(path)}.")
    if data.startswith(_OBJECTS) and data != _OBJECTS:
        return Address(postgres.strip(), data.rstrip("/"))
    if ":/" in data:
        raise StoreError(
            f"The files of a lake lie in a folder that every server sees or under s3://, not under {data}."
        )
    return Address(postgres.strip(), str(Path(data).resolve()))


def shown(path: str | Path) -> str:
    """An address as it may be told: without a password."""
    return re.sub(r"(password\s*=\s*)\S+?(?=[\s;]|$)", r"\1***", str(path))


def secret() -> str:
    """SQL: what opens a store of objects, as the environment names it (AWS_ACCESS_KEY_ID and so on).

    AWS_ENDPOINT_URL: of a server that is not Amazon's; its buckets are parts of the path.
    """
    given = {ours: os.environ[name] for name, ours in _SECRETS.items() if os.environ.get(name)}
    scheme, _, host = os.environ.get("AWS_ENDPOINT_URL", "").partition("://")
    if host:
        given |= {"ENDPOINT": host.rstrip("/"), "URL_STYLE": "path", "USE_SSL": str(scheme == "https").lower()}
    named = "".join(f", {name} '{value.replace(chr(39), 2 * chr(39))}'" for name, value in given.items())
    return f"CREATE SECRET (TYPE s3{named})"


def extension(name: str) -> Path:
    """The file of an extension, from its package; refused where there is none for this version of duckdb."""
    package = f"duckdb_extension_{name}"
    found = importlib.util.find_spec(package)
    folders = [] if found is None else list(found.submodule_search_locations or [])
    file = Path(*folders, "extensions", f"v{duckdb.__version__}", f"{name}.duckdb_extension") if folders else None
    if file is None or not file.is_file():
        raise StoreError(
            f"This lake needs the package {package.replace('_', '-')} of version {duckdb.__version__}, that of duckdb "
            "(pip install). Nothing is fetched at run time."
        )
    return file
