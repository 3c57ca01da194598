"""The container's recipe, as far as it can be followed without an engine: what it copies is there, its pins are the tests'."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
RECIPE = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", "")


def _pins() -> dict[str, Requirement]:
    (command,) = re.findall(r"^RUN (sed .*?) && ", RECIPE, re.M)
    script = command.replace("> constraints.txt", "")
    told = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return {canonicalize_name(one.name): one for one in map(Requirement, told.splitlines())}


def test_what_it_copies_is_there() -> None:
    copied = re.findall(r"^COPY (?!--)(.+) \S+$", RECIPE, re.M)
    names = [name for line in copied for name in line.split()]
    assert {"pyproject.toml", "bot", "handlers", "store"} <= set(names)
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_every_dependency_is_pinned_to_what_the_tests_ran_with() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [Requirement(one) for one in (*project["dependencies"], *project["optional-dependencies"]["postgres"])]
    pins = _pins()
    for one in wanted:
        (pin,) = pins[canonicalize_name(one.name)].specifier
        assert pin.operator == "=="
        assert one.specifier.contains(pin.version)


def test_it_runs_as_a_plain_user() -> None:
    stage = RECIPE.split("\nFROM ")[-1]
    assert re.search(r"^USER \d+$", stage, re.M)
    assert 'ENTRYPOINT ["communique"]' in stage
