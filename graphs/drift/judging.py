"""An optional second opinion: does one statement follow from the other, or contradict it?

The model is a folder with `model.onnx` (or `onnx/model.onnx`), `tokenizer.json` and `config.json`, as exporters write
it: a classifier of sentence pairs whose labels are entailment, neutral and contradiction. Nothing is fetched unless
that is asked for.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from collectors.errors import RequestError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

LABELS = ("entailment", "neutral", "contradiction")
LONGEST = 256  # tokens of a pair
BATCH = 16
_FILES = ["*.json", "model.onnx", "onnx/model.onnx", "*.txt"]


class Judgement(NamedTuple):
    """The model's probabilities for a pair of statements."""

    entailment: float
    neutral: float
    contradiction: float


class Judge(Protocol):
    """Whatever can say how a second statement follows from a first."""

    name: str

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """Return one judgement a pair, in order."""
        ...


class OnnxJudge:
    """A classifier in ONNX form, run on the CPU in one thread so that the same input gives the same figures."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self._session, self._tokenizer = _open(folder)
        self._order = _label_order(folder)
        self._inputs = {given.name for given in self._session.get_inputs()}

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """Return one judgement a pair, in order; pairs beyond LONGEST tokens are cut."""
        batches = (list(pairs[start : start + BATCH]) for start in range(0, len(pairs), BATCH))
        return [judged for batch in batches for judged in self._batch(batch)]

    def _batch(self, pairs: list[tuple[str, str]]) -> list[Judgement]:
        encoded = self._tokenizer.encode_batch(pairs)
        columns = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
        fed = {
            name: np.array([getattr(one, column) for one in encoded], dtype=np.int64)
            for name, column in columns.items()
            if name in self._inputs
        }
        logits = np.asarray(self._session.run(None, fed)[0], dtype=np.float64)[:, self._order]
        shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares = shifted / shifted.sum(axis=1, keepdims=True)
        return [Judgement(*(round(float(share), 6) for share in row)) for row in shares]


def load_judge(name: str, *, fetch: bool = False) -> OnnxJudge:
    """Open a model by the path of its folder, or by its name on the Hugging Face hub.

    A name is looked for among the models already on this machine; only with `fetch` is it fetched. Raises RequestError
    where the extra is not installed, the model is not there, or it is no classifier of entailment.
    """
    folder = Path(name).expanduser()
    return OnnxJudge(folder if folder.is_dir() else _from_hub(name, fetch=fetch), name)


def _from_hub(name: str, *, fetch: bool) -> Path:
    try:
        from huggingface_hub import snapshot_download
    except ImportError:
        raise _missing_extra() from None
    try:
        return Path(snapshot_download(name, allow_patterns=_FILES, local_files_only=not fetch))
    except Exception as error:  # the hub's own tree of errors, the network's and the file system's
        if fetch:
            raise RequestError(f"The model {name} could not be fetched ({error}). Give a folder's path.") from error
        raise RequestError(
            f"The model {name} is neither a folder nor on this machine. Give the path of a folder with model.onnx, or "
            "add --fetch to fetch it from the Hugging Face hub."
        ) from None


def _open(folder: Path) -> "tuple[InferenceSession, Tokenizer]":
    try:
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer
    except ImportError:
        raise _missing_extra() from None
    model = next((path for path in (folder / "model.onnx", folder / "onnx" / "model.onnx") if path.is_file()), None)
    if model is None or not (folder / "tokenizer.json").is_file():
        raise RequestError(
            f"{folder} has no model.onnx and tokenizer.json. Export the model to ONNX "
            "(`optimum-cli export onnx --task text-classification`) and name that folder."
        )
    options = SessionOptions()
    options.intra_op_num_threads = 1
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.enable_padding()
    return InferenceSession(str(model), options, providers=["CPUExecutionProvider"]), tokenizer


def _label_order(folder: Path) -> list[int]:
    """Return the columns of LABELS among the model's outputs."""
    path = folder / "config.json"
    config: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    labels = {str(label).lower(): int(place) for place, label in (config.get("id2label") or {}).items()}
    if not labels.keys() >= set(LABELS):
        raise RequestError(
            f"{folder} is no model of inference: its config.json does not name the labels {', '.join(LABELS)}. "
            "Choose a model trained on natural language inference."
        )
    return [labels[label] for label in LABELS]


def _missing_extra() -> RequestError:
    return RequestError("A model needs the extra `nli`. Install it with `pip install 'whence[nli]'`.")
