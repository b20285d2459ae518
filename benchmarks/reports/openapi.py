"""The addresses as OpenAPI 3.1 describes them, made from what they answer."""

from collections.abc import Mapping
from typing import Any

from benchmarks.reports.addresses import ENCODED, LONGEST, NUMBER, SELECTING
from benchmarks.reports.meanings import ADDRESS_TITLES, REPORT_TITLES
from benchmarks.reports.questions import QUESTIONS, Parameter
from benchmarks.specs.spec import Specs
from benchmarks.words.language import LANGUAGES
from data.check.contract import KINDS

WAVE = r"^(19|20)[0-9]{2}(H[12]|Q[1-4]|-(0[1-9]|1[0-2]))?$"
_TEXT: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": r"^[^\u0000-\u001f]*$"}
_BINARY = {"type": "string", "contentMediaType": "application/octet-stream"}
_ROWS = {"type": "array", "items": {"type": "object"}}
_OBJECT = {"type": "object"}
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "outcome": {"type": "object", "description": "what became of a file that is refused, with every problem"},
        "place": {"type": "integer", "description": "the place in the line of files to be read, 1 for next"},
    },
}
_WHY = {
    "400": "Not asked as described here",
    "401": "No token that holds",
    "405": "No such method",
    "413": "Too much",
    "422": "Understood, and refused",
    "429": "Too often",
}
_PREFER: dict[str, Any] = {
    **{
        "name": "Prefer",
        "in": "header",
        "required": False,
        "schema": {"type": "string", "pattern": "^wait=[0-9]{1,5}$"},
    },
    "description": "wait=N: seconds to wait while other files are read; without it, as long as it takes",
}
_MEANT: dict[str, dict[str, Any]] = {
    "number": {"type": "string", "pattern": NUMBER},
    "flag": {"type": "string", "enum": ["true", "false"]},
    "day": {"type": "string", "format": "date", "pattern": r"^[12][0-9]{3}-(0[1-9]|1[0-2])-([01][0-9]|2[0-8])$"},
    "edges": {"type": "string", "pattern": r"^0\.[0-9]{1,4},0\.[0-9]{1,4},0\.[0-9]{1,4}$"},
}


def described(specs: Specs, server: str, forms: Mapping[str, str]) -> dict[str, Any]:
    """The description, JSON-ready; server: where these addresses are reached; forms: of reports, with media type."""
    paths = {f"/api/v1/{name}": {"get": _result(name, specs)} for name in QUESTIONS}
    paths["/api/v1/members"] = {"get": _get("members", [_selecting(each, specs) for each in ("sector", "wave")], _JSON)}
    paths |= {f"/api/v1/report/{kind}": {"get": _report(kind, specs, forms)} for kind in REPORT_TITLES}
    paths |= {f"/api/v1/{verb}": {"post": _sent(verb, specs)} for verb in ("check", "load")}
    paths["/api/v1/plan-allocate"] = {"post": _allocated(specs)}
    paths["/api/v1/verify"] = {"post": _post("verify", {"file": _BINARY}, ["file"], _JSON)}
    paths["/api/v1/openapi.json"] = {"get": _get("openapi", [], {"application/json": {"schema": _OBJECT}})}
    asked = [*(_selecting(each, specs) for each in ("sector", "enterprise")), _LANGUAGE]
    for name, said, kind in (("changes", [], "application/atom+xml"), ("calendar", asked, "text/calendar")):
        paths[f"/feed/{name}"] = {"get": _get(name, said, {kind: {"schema": {"type": "string"}}})}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Duibiao", "version": "1", "description": "Results as the token's person is told them."},
        "servers": [{"url": server}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Problem": _PROBLEM},
        },
        "security": [{"token": []}],
    }


_JSON = {"application/json": {"schema": _ROWS}}


def _result(name: str, specs: Specs) -> dict[str, Any]:
    question = QUESTIONS[name]
    texts = {form: {"type": "string"} for form in ("csv", "table")} | {"parquet": _BINARY}
    content = {kind.split(";")[0]: {"schema": texts.get(form, _ROWS)} for form, kind in ENCODED.items()}
    parameters = [_selecting(each, specs, each in question.needed) for each in SELECTING]
    parameters += [_asked(each, specs) for each in question.parameters]
    parameters.append(_in_query("format", {"type": "string", "enum": list(ENCODED), "default": "json"}))
    made = _get(name, parameters, content)
    made["responses"]["304"] = {"description": "As the caller has it"}
    made["responses"]["200"]["headers"] = {"ETag": {"schema": {"type": "string"}}}
    return made


def _report(kind: str, specs: Specs, forms: Mapping[str, str]) -> dict[str, Any]:
    parameters = [
        _selecting(each, specs, each in _NEEDED[kind]) for each in ("sector", "category", "enterprise", "wave")
    ]
    parameters.append(_in_query("format", {"type": "string", "enum": list(forms), "default": "pdf"}))
    parameters.append(_LANGUAGE)
    parameters.append(_in_query("facts", _MEANT["flag"]))
    kinds = [*forms.values(), "application/zip"]
    return _get(f"report_{kind}", parameters, {each: {"schema": _BINARY} for each in kinds})


_NEEDED = {"enterprise": ("sector", "enterprise"), "sector": ("sector",), "ranking": ("sector",), "board": ()}


def _sent(verb: str, specs: Specs) -> dict[str, Any]:
    fields = {
        "file": _BINARY,
        "kind": {"type": "string", "enum": list(KINDS)},
        "sector": {"type": "string", "enum": list(specs)},
        **{key: {"type": "string", "maxLength": LONGEST} for key in ("survey", "title", "sheet")},
        "wave": {"type": "string", "pattern": WAVE},
        "mapping": {"type": "string", "description": "JSON: which column is which"},
        "margins": {**_BINARY, "description": "CSV of variable, value, share"},
    }
    made = _post(verb, fields, ["file", "kind", "sector"], {"application/json": {"schema": _OBJECT}})
    made["parameters"].append(_PREFER)
    made["responses"]["503"] = {**made["responses"]["429"], "description": "Others are read first: see place"}
    return made


def _allocated(specs: Specs) -> dict[str, Any]:
    known = {each: _selecting(each, specs)["schema"] for each in ("sector", "category", "indicator")}
    numbers = dict.fromkeys(("budget", "change", "power", "per_psu"), _MEANT["number"])
    fields = {"frame": _BINARY, **known, **numbers, "seed": {"type": "string", "maxLength": LONGEST}}
    return _post("plan_allocate", fields, ["frame", "sector", "budget"], {"application/json": {"schema": _OBJECT}})


def _post(name: str, fields: dict[str, Any], needed: list[str], content: dict[str, Any]) -> dict[str, Any]:
    schema = {"type": "object", "properties": fields, "required": needed, "additionalProperties": False}
    made = _get(name, [], content)
    made["requestBody"] = {"required": True, "content": {"multipart/form-data": {"schema": schema}}}
    return made


def _get(name: str, parameters: list[dict[str, Any]], content: dict[str, Any]) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    refusals = {status: {"description": why, "content": problem} for status, why in _WHY.items()}
    answers = {"200": {"description": "The answer", "content": content}, **refusals}
    return {"operationId": name, "summary": ADDRESS_TITLES[name], "parameters": parameters, "responses": answers}


def _selecting(name: str, specs: Specs, required: bool = False) -> dict[str, Any]:
    known = {
        "sector": list(specs),
        "category": sorted({each.id for spec in specs.values() for each in spec.categories}),
        "indicator": sorted({each.id for spec in specs.values() for each in spec.indicators}),
    }
    schema: dict[str, Any] = {"type": "string", "enum": known[name]} if name in known else {**_TEXT}
    return _in_query(name, {"type": "string", "pattern": WAVE} if name == "wave" else schema, required)


def _asked(parameter: Parameter, specs: Specs) -> dict[str, Any]:
    schema: dict[str, Any] = {**_MEANT.get(parameter.kind, _TEXT)}
    if parameter.known:
        schema = {"type": "string", "enum": list(parameter.known)}
    if parameter.name == "period":
        schema = {"type": "string", "pattern": WAVE}
    if parameter.kind == "texts":
        schema = {"type": "array", "items": _TEXT}
    return _in_query(parameter.name, schema, parameter.required)


def _in_query(name: str, schema: dict[str, Any], required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "schema": schema}


_LANGUAGE = _in_query("language", {"type": "string", "enum": list(LANGUAGES), "default": "en"})
