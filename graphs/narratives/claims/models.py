"""Embedders that need a model: model2vec and sentence-transformers, from a folder, or by name where that is asked for.

name  --> model2vec:OWNER/MODEL, sentence-transformers:OWNER/MODEL, or a folder, which shows by its files what it is
"""

import json
from collections.abc import Callable
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from collectors.errors import RequestError
from graphs.narratives.arrays import F32
from graphs.narratives.claims.embedder import Dense, Embedder, Levels
from graphs.narratives.claims.offline import HashedGrams

KINDS = {"model2vec": "model2vec", "sentence-transformers": "sentence_transformers"}
LEVELS = Levels(weak=0.45, strong=0.70)
BATCH = 256
WEIGHTS = ("*.safetensors", "*.bin", "*.json", "*.txt", "*.model")


class ModelName(NamedTuple):
    """What was asked for: which library loads it, and the folder or the hub's name."""

    kind: str
    place: str

    @property
    def is_folder(self) -> bool:
        return Path(self.place).is_dir()


def load_embedder(model: str | None, *, fetch: bool = False) -> Embedder:
    """Return the embedder of a name: none is the offline default; `fetch` allows a model to be downloaded.

    Without `fetch` only folders and what the hub's cache already holds are read. RequestError says what is missing.
    """
    if not model:
        return HashedGrams()
    asked = parse(model)
    if find_spec(KINDS[asked.kind]) is None:
        raise RequestError(
            f"The model {model} needs {asked.kind}, which is not installed. Install it with "
            f"`pip install 'whence[{'models' if asked.kind == 'model2vec' else 'transformers'}]'`."
        )
    load = {"model2vec": _model2vec, "sentence-transformers": _sentence_transformers}[asked.kind]
    try:
        return load(asked, fetch)
    except Exception as error:  # each library raises kinds of its own for a model that is not there
        raise RequestError(_missing(asked, error, fetch=fetch)) from error


def parse(model: str) -> ModelName:
    """Tell what a name means: a prefix names the library; a folder shows it by its files."""
    kind, _, place = model.partition(":")
    if kind in KINDS and place:
        return ModelName(kind, place)
    folder = Path(model)
    if not folder.is_dir():
        raise RequestError(
            f"There is no folder {model}. Name one that holds a model, or a hub's model with its library, as in "
            "model2vec:OWNER/MODEL or sentence-transformers:OWNER/MODEL."
        )
    modules = folder / "modules.json"  # model2vec writes one too, with a single static module
    if modules.is_file() and "StaticEmbedding" not in modules.read_text(encoding="utf-8", errors="replace"):
        return ModelName("sentence-transformers", model)
    if (folder / "config.json").is_file() and (folder / "tokenizer.json").is_file():
        return ModelName("model2vec", model)
    raise RequestError(
        f"{model} holds no model: neither modules.json (sentence-transformers) nor config.json and tokenizer.json "
        "(model2vec) is in it. Name the folder that holds these files."
    )


class ModelEmbedder:
    """Texts to vectors by a loaded model; `encode` takes a list of texts and returns a matrix."""

    levels = LEVELS

    def __init__(self, name: str, encode: Callable[[list[str]], Any]) -> None:
        self.name = name
        self._encode = encode

    def embed(self, texts: pa.Array) -> Dense:
        """Return one row of length one a text; a text with nothing to embed is a zero row."""
        words = texts.fill_null("").to_pylist()
        parts = [self._rows(words[start : start + BATCH]) for start in range(0, len(words), BATCH)]
        return np.concatenate(parts) if parts else np.zeros((0, 1), np.float32)

    def _rows(self, words: list[str]) -> F32:
        rows = np.ascontiguousarray(self._encode(words), dtype=np.float32)
        rows[[not word for word in words]] = 0.0
        rows = np.nan_to_num(rows)
        length = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
        return np.asarray(np.divide(rows, length, out=np.zeros_like(rows), where=length > 0))


def _model2vec(asked: ModelName, fetch: bool) -> Embedder:
    from model2vec import StaticModel

    model = StaticModel.from_pretrained(_folder(asked, fetch))
    return ModelEmbedder(
        _name(asked, fetch), lambda words: model.encode(words, use_multiprocessing=False, show_progress_bar=False)
    )


def _sentence_transformers(asked: ModelName, fetch: bool) -> Embedder:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(_folder(asked, fetch)), device="cpu")
    return ModelEmbedder(_name(asked, fetch), lambda words: model.encode(words, batch_size=64, show_progress_bar=False))


def _folder(asked: ModelName, fetch: bool) -> Path:
    """Return the folder of a model: as given, from the hub's cache, or downloaded where that was asked for."""
    if asked.is_folder:
        return Path(asked.place)
    from huggingface_hub import snapshot_download

    return Path(snapshot_download(asked.place, local_files_only=not fetch))


def _name(asked: ModelName, fetch: bool) -> str:
    """Name a model by what is in its files, so that another one in the same folder is another embedder."""
    folder, digest = _folder(asked, fetch), sha256()
    for file in sorted(file for pattern in WEIGHTS for file in folder.rglob(pattern)):
        digest.update(file.relative_to(folder).as_posix().encode())
        with file.open("rb") as content:
            while part := content.read(1 << 20):
                digest.update(part)
    return f"{asked.kind} {folder.name if asked.is_folder else asked.place} {digest.hexdigest()[:12]}"


def _missing(asked: ModelName, error: Exception, *, fetch: bool) -> str:
    if asked.is_folder:
        return f"{asked.place} could not be read as a model of {asked.kind}: {_sentence(error)}. Name another folder."
    if fetch:
        return (
            f"{asked.place} could not be fetched: {_sentence(error)}. Check the name and the network, or name a folder."
        )
    return (
        f"The model {asked.place} is not on this machine, and a build fetches none by itself. Name a folder that holds "
        "it, or fetch it once with `whence build CASE --model NAME`."
    )


def _sentence(error: Exception) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return json.dumps(lines[0][:200], ensure_ascii=False)
