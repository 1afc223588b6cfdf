"""How a table marks a row that shows a bug of the product: a row that passes is a bug mended."""

from typing import Any

import pytest


def bug(*row: object, reason: str) -> Any:
    """A row of a parametrised table that is right and yet fails."""
    return pytest.param(*row, marks=pytest.mark.xfail(strict=False, reason=reason))
