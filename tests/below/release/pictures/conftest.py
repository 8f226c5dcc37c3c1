from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


def load_samples() -> ModuleType:
    path = Path(__file__).with_name("samples.py")
    spec = importlib.util.spec_from_file_location("picture_samples", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def samples() -> ModuleType:
    """All pictures from an invented record: `samples.pictures("ru")`."""
    return load_samples()
