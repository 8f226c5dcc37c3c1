"""vittne: from testimony the police never hear to figures that can be checked."""

__version__ = "0.1.0"
