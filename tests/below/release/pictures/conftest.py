from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from vittne.release.pictures import Picture


def load(name: str) -> ModuleType:
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"picture_{name}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def samples() -> ModuleType:
    """All pictures from an invented record: `samples.pictures("ru")`."""
    return load("samples")


@pytest.fixture(scope="session")
def clashes() -> Callable[[Picture], list[str]]:
    """Texts of a picture that lie on each other, or outside of its drawings."""
    return load("test_every_picture").clashes
