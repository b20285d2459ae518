"""The addresses as OpenAPI 3.1 describes them, made from what they answer."""

from typing import Any

from benchmarks.reports.addresses import ADDRESSES, ENCODED, ONE_WAVE, SELECTING
from benchmarks.reports.meanings import TITLES
from benchmarks.specs.spec import Specs

_PROBLEM = {
    "description": "Refused, in one sentence",
    "content": {"application/problem+json": {"schema": {"type": "object"}}},
}
_TEXT = {"csv": {"type": "string"}, "parquet": {"type": "string", "format": "binary"}}


def described(specs: Specs, server: str) -> dict[str, Any]:
    """The description, JSON-ready; server: where these addresses are reached."""
    paths = {f"/api/v1/{name}": {"get": _operation(name, specs)} for name in ADDRESSES}
    paths["/feed/changes"] = {
        "get": {
            "operationId": "changes",
            "summary": "What changed, as an Atom feed",
            "responses": {"200": _content({"application/atom+xml": {"schema": {"type": "string"}}}), **_refusals()},
        }
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Duibiao", "version": "1", "description": "Results as the token's person is told them."},
        "servers": [{"url": server}],
        "paths": paths,
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{"token": []}],
    }


def _operation(name: str, specs: Specs) -> dict[str, Any]:
    rows = {"type": "array", "items": {"type": "object"}}
    content = {kind.split(";")[0]: {"schema": _TEXT.get(form, rows)} for form, kind in ENCODED.items()}
    answers = {"200": _content(content), "304": {"description": "As the caller has it"}, **_refusals()}
    parameters = [_parameter(each, specs, each == "wave" and name in ONE_WAVE) for each in SELECTING]
    form = {"name": "format", "in": "query", "schema": {"type": "string", "enum": list(ENCODED), "default": "json"}}
    return {
        "operationId": name,
        "summary": TITLES[name],
        "parameters": [*parameters, form],
        "responses": answers,
    }


def _parameter(name: str, specs: Specs, required: bool) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    known = {
        "sector": list(specs),
        "category": sorted({each.id for spec in specs.values() for each in spec.categories}),
        "indicator": sorted({each.id for spec in specs.values() for each in spec.indicators}),
    }
    if name in known:
        schema["enum"] = known[name]
    if name == "wave":
        schema["pattern"] = r"^\d{4}(H[12]|Q[1-4]|-(0[1-9]|1[0-2]))?$"
    return {"name": name, "in": "query", "required": required, "schema": schema}


def _content(content: dict[str, Any]) -> dict[str, Any]:
    return {"description": "The rows", "headers": {"ETag": {"schema": {"type": "string"}}}, "content": content}


def _refusals() -> dict[str, Any]:
    return dict.fromkeys(("400", "401", "429"), _PROBLEM)
