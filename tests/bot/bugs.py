"""How a table marks a row that shows a bug of the product: it must fail until the bug is mended."""

from typing import Any

import pytest


def bug(*row: object, reason: str) -> Any:
    """A row of a parametrised table that is right and yet fails."""
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=reason))
