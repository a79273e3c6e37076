from __future__ import annotations

from collections.abc import Iterator

import matplotlib as mpl
import pytest


@pytest.fixture(autouse=True)
def no_window() -> Iterator[None]:
    """Pictures are drawn without a screen, and none is left open."""
    mpl.use("agg")
    import matplotlib.pyplot as plt

    yield
    plt.close("all")
