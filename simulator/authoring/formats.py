"""Findings for other programs: JSON, SARIF 2.1.0, and the annotations of GitHub's workflows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from simulator import __version__
from simulator.authoring.checking import Report
from simulator.authoring.codes import Code, codes
from simulator.authoring.finding import Edit, Finding

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(report: Report) -> dict[str, Any]:
    """What was found as plain data (docs/authoring.md)."""
    return {
        "errors": report.errors,
        "warnings": len(report.findings) - report.errors,
        "files": report.looked_at,
        "findings": [_row(each) for each in report.findings],
    }


def _row(found: Finding) -> dict[str, Any]:
    about = codes()[found.code]
    row: dict[str, Any] = {
        "code": found.code,
        "name": about.name,
        "severity": found.severity,
        "file": found.file,
        "line": found.line,
        "column": found.column,
        "key": found.key,
        "message": found.message,
        "hint": found.mend,
    }
    return row | {"fixable": bool(found.edits)}


def as_sarif(report: Report) -> dict[str, Any]:
    """What was found as a SARIF 2.1.0 log, with the rules that it names."""
    used = sorted({each.code for each in report.findings})
    driver = {
        "name": "simulator check",
        "version": __version__,
        "rules": [_rule(codes()[name]) for name in used],
    }
    results = [_result(each, used.index(each.code)) for each in report.findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(about: Code) -> dict[str, Any]:
    return {
        "id": about.id,
        "name": about.name,
        "shortDescription": {"text": about.title},
        "fullDescription": {"text": about.why},
        "help": {"text": about.fix},
        "defaultConfiguration": {"level": about.severity},
    }


def _result(found: Finding, rule: int) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": _uri(found.file)},
        "region": {"startLine": found.line, "startColumn": found.column},
    }
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": found.severity,
        "message": {"text": f"{found.key}: {found.message}" if found.key else found.message},
        "locations": [{"physicalLocation": place}],
    }
    if found.edits:
        changes = [_replacement(edit) for edit in found.edits]
        change = {"artifactLocation": {"uri": _uri(found.file)}, "replacements": changes}
        result["fixes"] = [{"description": {"text": found.mend}, "artifactChanges": [change]}]
    return result


def _replacement(edit: Edit) -> dict[str, Any]:
    region = {"startLine": edit.line, "startColumn": edit.column, "endColumn": edit.column + len(edit.old)}
    return {"deletedRegion": {**region, "endLine": edit.line}, "insertedContent": {"text": edit.new}}


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else path.as_posix().replace(" ", "%20")


def as_github(report: Report) -> list[str]:
    """A workflow command for each finding: GitHub shows it at its line of a pull request."""
    return [_annotation(each) for each in report.findings]


def _annotation(found: Finding) -> str:
    level = "error" if found.is_error else "warning"
    title = f"{found.code} {codes()[found.code].title}"
    properties = {"file": found.file, "line": found.line, "col": found.column, "title": title}
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    message = f"{found.key}: {found.message}" if found.key else found.message
    return f"::{level} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
