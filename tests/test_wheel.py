"""The wheel: installed elsewhere, the demo runs from it as from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).parent.parent


def _run(*command: str, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        command, cwd=cwd, env=os.environ | environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_demo_runs_from_an_installed_wheel(tmp_path: Path) -> None:
    built, installed, elsewhere = tmp_path / "built", tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    python = sys.executable
    _run(python, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(built), str(ROOT), cwd=elsewhere)
    (wheel,) = built.glob("communique-*.whl")
    _run(python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(installed), str(wheel), cwd=elsewhere)
    # Directories on PYTHONPATH get no .pth processing: the dependencies are found, the checkout is not.
    path = os.pathsep.join((str(installed), sysconfig.get_paths()["purelib"]))
    home = _run(python, "-c", "import bot; print(bot.__file__)", cwd=elsewhere, PYTHONPATH=path)
    assert home.startswith(str(installed))
    chat = _run(python, "-m", "bot", "demo", "--say", "/latest north korea", cwd=elsewhere, PYTHONPATH=path)
    assert "North Korea" in chat
    assert "sample text" in chat
