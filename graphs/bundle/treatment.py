"""What is handed on of each column: a list of what may go, so that a column that nobody thought of stays behind."""

from enum import Enum
from types import MappingProxyType


class Treatment(Enum):
    """How a value of a column is handed on."""

    AS_IS = "as it is"
    POST = "the id of a post: pseudonym where an individual wrote it"
    ACTOR = "the id of an actor: pseudonym where it is an individual"
    EITHER = "the id of a post or actor in a document"
    TEXT = "words, with what leads to a person masked"
    OPEN = "only where the row's actor is shown by name"
    PAGE = "an address, unless it is that of a person's page"
    BLANK = "empty words"
    DOCUMENT = "JSON: ids as ids, words as words"


def _columns(**treatments: str) -> dict[str, Treatment]:
    return {column: Treatment[name] for name, columns in treatments.items() for column in columns.split()}


TABLES = MappingProxyType(
    {
        "post": _columns(
            POST="post_id superseded_by",
            ACTOR="actor_id",
            TEXT="text title",
            OPEN="url url_canonical",
            AS_IS="platform kind published_lo published_hi published_source lang lang_score lang_detector "
            "lang_declared lang_version edited_at deleted_at withheld run_id raw_ref importer_version",
        ),
        "actor": _columns(
            ACTOR="actor_id", OPEN="handle name followers verified created_at observed_at", AS_IS="platform"
        ),
        "actor_role": _columns(ACTOR="actor_id", OPEN="name", AS_IS="role country language public source confidence"),
        "outlet": _columns(ACTOR="actor_id", AS_IS="domain name country ownership source"),
        "reference": _columns(POST="post_id target_post_id", ACTOR="target_actor_id", AS_IS="kind role"),
        "post_url": _columns(
            POST="post_id", PAGE="raw expanded canonical", AS_IS="position domain article rules_version"
        ),
        "metric": _columns(POST="post_id", AS_IS="observed_at name value"),
        "tag": _columns(POST="post_id", AS_IS="tag"),
        "run": _columns(
            TEXT="query", BLANK="identity", AS_IS="run_id collector version started_at ended_at position ledger"
        ),
        "archive_part": _columns(AS_IS="run_id part items bytes sha256"),
        "archive_rewrite": _columns(AS_IS="erasure_id run_id part marked cut sha256_before sha256_after"),
        "erasure": _columns(AS_IS="erasure_id kind at counts"),
        "skipped": _columns(AS_IS="run_id raw_ref reason"),
        "derived": _columns(AS_IS="step fingerprint rows"),
        "link": _columns(POST="parent_id child_id", TEXT="detail", AS_IS="evidence probability p_order"),
        "unseen": _columns(POST="post_id", ACTOR="actor_id", PAGE="canonical", AS_IS="published_hi citers"),
        "narrative": _columns(TEXT="label", AS_IS="narrative_id level posts actors languages first last flags"),
        "narrative_change": _columns(AS_IS="build level narrative_id change other_id posts"),
        "narrative_post": _columns(POST="post_id", TEXT="reason", AS_IS="narrative_id level score"),
        "claim": _columns(TEXT="label terms", AS_IS="narrative_id texts embedder"),
        "finding": _columns(
            EITHER="source_group target_group via_group",
            DOCUMENT="document",
            AS_IS="narrative_id level verdict thresholds seed",
        ),
        "analysis": _columns(EITHER="name", DOCUMENT="document", AS_IS="kind version seed"),
    }
)
WHOLE = ("phrase", "phrase_words", "post_quote")
"""Tables that count characters of unmasked texts: handed on only where people are shown by name."""
