"""The second opinion: a tiny model in ONNX form, built here, read and run as a real one would be."""

import json
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

from collectors.errors import RequestError
from graphs.drift import load_judge

WORDS = ("[PAD]", "[UNK]", "[SEP]", "closed", "open", "not")
LABELS = {"0": "contradiction", "1": "entailment", "2": "neutral"}


def _logits(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    return rng.normal(size=(len(WORDS), 4)).astype(np.float32), rng.normal(size=(4, 3)).astype(np.float32)


@pytest.fixture
def model(tmp_path: Path) -> tuple[Path, np.ndarray, np.ndarray]:
    """Give a folder with a classifier: the mean of word vectors, times a matrix; and its two arrays."""
    vectors, matrix = _logits(np.random.default_rng(7))
    nodes = [
        helper.make_node("Gather", ["vectors", "input_ids"], ["embedded"], axis=0),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "axes"], ["wide"]),
        helper.make_node("Mul", ["embedded", "wide"], ["kept"]),
        helper.make_node("ReduceSum", ["kept", "one"], ["total"], keepdims=0),
        helper.make_node("ReduceSum", ["mask", "one"], ["count"], keepdims=1),
        helper.make_node("Div", ["total", "count"], ["mean"]),
        helper.make_node("MatMul", ["mean", "matrix"], ["logits"]),
    ]
    given = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
        for name in ("input_ids", "attention_mask")
    ]
    held = [
        numpy_helper.from_array(vectors, "vectors"),
        numpy_helper.from_array(matrix, "matrix"),
        numpy_helper.from_array(np.array([2], np.int64), "axes"),
        numpy_helper.from_array(np.array([1], np.int64), "one"),
    ]
    wanted = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", 3])]
    graph = helper.make_graph(nodes, "tiny", given, wanted, held)
    onnx.save(
        helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), tmp_path / "model.onnx"
    )
    tokenizer = Tokenizer(WordLevel({word: place for place, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(single="$A", pair="$A [SEP] $B:1", special_tokens=[("[SEP]", 2)])
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    (tmp_path / "config.json").write_text(json.dumps({"id2label": LABELS}))
    return tmp_path, vectors, matrix


def test_the_model_is_run_on_pairs_in_order(model: tuple[Path, np.ndarray, np.ndarray]) -> None:
    """Its shares are those of the same sums done by hand, whatever else is in the batch."""
    folder, vectors, matrix = model
    pairs = [("open", "not open"), ("closed", "closed"), ("open closed open", "unheard")] * 9
    judged = load_judge(str(folder)).judge(pairs)
    for (one, other), found in zip(pairs, judged, strict=True):
        words = [*one.split(), "[SEP]", *other.split()]
        ids = [WORDS.index(word) if word in WORDS else 1 for word in words]
        logits = vectors[ids].mean(axis=0) @ matrix
        shares = np.exp(logits) / np.exp(logits).sum()
        assert found == pytest.approx((shares[1], shares[2], shares[0]), abs=1e-4)


def test_a_name_is_not_fetched_unless_that_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that is not on this machine is a request that cannot be met; the message names --fetch."""
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    with pytest.raises(RequestError, match="--fetch"):
        load_judge("nobody/no-such-model")


def test_a_folder_without_a_model_says_what_is_missing(tmp_path: Path) -> None:
    """The message names the files and how to make them."""
    with pytest.raises(RequestError, match=r"model\.onnx"):
        load_judge(str(tmp_path))


def test_a_classifier_of_something_else_is_refused(model: tuple[Path, np.ndarray, np.ndarray]) -> None:
    """Labels other than those of inference are no second opinion."""
    folder, _, _ = model
    (folder / "config.json").write_text(json.dumps({"id2label": {"0": "joy", "1": "anger"}}))
    with pytest.raises(RequestError, match="labels"):
        load_judge(str(folder))


def test_a_missing_extra_is_named(model: tuple[Path, np.ndarray, np.ndarray], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without onnxruntime the message says how to install it."""
    monkeypatch.setitem(__import__("sys").modules, "onnxruntime", None)
    with pytest.raises(RequestError, match=r"whence\[nli\]"):
        load_judge(str(model[0]))
