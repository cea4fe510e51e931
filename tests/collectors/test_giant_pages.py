"""Memory is bounded while a collection runs, and no page is too large for the bound."""

from importlib import import_module
from pathlib import Path

import pytest
from speaking import Sample, sample
from test_platforms import Scene

SPEAKER = import_module("speak_x").SPEAKER


@pytest.mark.parametrize(("posts", "length"), [(600, 100_000), (1, 60_000_000)], ids=["large posts", "one post"])
def test_a_page_of_sixty_megabytes_is_kept_whole(posts: int, length: int, tmp_path: Path) -> None:
    """It needs more memory than a run usually has, for its statements or for packing; after it all is as before."""
    giant = [sample(1000 + n, text="harbour " * (length // 8) + str(n)) for n in range(posts)]
    pages: list[list[Sample]] = [[sample(1)], giant, [sample(2)]]
    scene = Scene(SPEAKER, tmp_path)
    outcome = scene.run(pages, largest=64 << 20)
    assert (outcome.state, outcome.posts) == ("done", posts + 2)
    assert scene.texts() == scene.expected(pages)
