"""Outputs against the schemas that the formats' own projects publish, taken from the packages that carry them.

They are fetched through pip and Go's module proxy, so these tests need a network (and Go, for reviewdog's); none is copied here.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.unit.report.test_formats import written
from wirecopy.model import Severity
from wirecopy.report.look import Look

pytestmark = pytest.mark.slow

REVIEWDOG = "github.com/reviewdog/reviewdog@v0.21.0"
XSD_FROM = "pytest==9.2.0"
"""Its source distribution has Jenkins' junit-10.xsd, which pytest's own files are tested with."""


def test_rdjson_follows_the_schema_of_reviewdog() -> None:
    folder = Path(go_module(REVIEWDOG)["Dir"])
    published = json.loads((folder / "proto/rdf/jsonschema/DiagnosticResult.json").read_text("utf-8"))
    validator = jsonschema.validators.validator_for(published)(published)
    assert [error.message for error in validator.iter_errors(json.loads(written("rdjson")))] == []
    assert not validator.is_valid({"diagnostics": [{"severity": "no such"}]})


def test_junit_follows_the_schema_of_jenkins(tmp_path: Path) -> None:
    xmlschema = pytest.importorskip("xmlschema")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", XSD_FROM]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"the source of {XSD_FROM} cannot be fetched: {done.stderr.strip().splitlines()[-1:]}")
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as archive:
        name = next(name for name in archive.getnames() if name.endswith("junit-10.xsd"))
        content = archive.extractfile(name)
        assert content is not None
        published = xmlschema.XMLSchema(content.read().decode())
    file = tmp_path / "out.xml"
    for level in Severity:
        file.write_text(written("junit", Look(fail_level=level)), "utf-8")
        assert [error.reason for error in published.iter_errors(str(file))] == []


def go_module(module: str) -> dict[str, Any]:
    """Fetch a Go module; tell where it is."""
    if shutil.which("go") is None:
        pytest.skip("no Go on the PATH: it fetches the schema")
    done = subprocess.run(["go", "mod", "download", "-json", module], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"{module} cannot be fetched: {done.stderr.strip()}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found
