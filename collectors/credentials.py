"""Credentials from the environment (WHENCE_NAME) or the keyring (service `whence`); their values are shown nowhere.

needs of a platform --pydantic-settings--> Secrets --> Access
                                              |
                       redacting: log records | redacted: sentences
"""

import logging
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
from pydantic import SecretStr, create_model
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from collectors.errors import RequestError
from collectors.platforms.base import Need, Platform, Secrets

PREFIX, SERVICE = "WHENCE_", "whence"
_TOKENS = re.compile(r"(?i)(bearer\s+|access_token=|[?&]key=)[^\s\"'&]+|eyJ[\w-]{10,}\.[\w-]+\.[\w-]*")
_HIDDEN = "[hidden]"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where a setting of a platform comes from (nothing: it is not set); never its value."""

    platform: str
    name: str
    what: str
    required: bool
    source: str


class _Keyring(PydanticBaseSettingsSource):
    """What the keyring holds, where there is one."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        return kept(field_name), field_name, False

    def __call__(self) -> dict[str, Any]:
        found = {name: kept(name) for name in self.settings_cls.model_fields}
        return {name: value for name, value in found.items() if value}


class _Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", env_ignore_empty=True)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, _Keyring(settings_cls)


def read(platform: Platform) -> Secrets:
    """Return the settings of a platform; raise RequestError that names what is required and not set."""
    found = _values(platform.needs)
    missing = [need for need in platform.needs if need.required and need.name not in found]
    if missing:
        need = missing[0]
        raise RequestError(
            f"{platform.name} needs {need.what}. Set {PREFIX}{need.name} in the environment, or put it into the "
            f"keyring: keyring set {SERVICE} {need.name}"
        )
    return Secrets(found, hidden=[need.name for need in platform.needs if need.secret])


def standing(platform: Platform) -> list[Standing]:
    """Return where each setting of a platform comes from."""
    return [
        Standing(
            platform=platform.name,
            name=f"{PREFIX}{need.name}",
            what=need.what,
            required=need.required,
            source="environment" if os.environ.get(PREFIX + need.name) else "keyring" if kept(need.name) else "",
        )
        for need in platform.needs
    ]


def kept(name: str) -> str | None:
    """Return what the keyring holds under a name; None where there is no keyring, or it cannot be opened."""
    try:
        import keyring
    except ImportError:
        return None
    try:
        found = keyring.get_password(SERVICE, name.upper())
    except Exception:  # backends raise errors of their own; a keyring that cannot be opened holds nothing
        return None
    return found or None


def redactor(secrets: Secrets) -> Callable[[str], str]:
    """Return a function that hides the secrets in a text, and whatever looks like a token."""
    values = sorted(secrets.hidden_values(), key=len, reverse=True)
    known = re.compile("|".join(map(re.escape, values))) if values else None

    def redacted(text: str) -> str:
        if known is not None:
            text = known.sub(_HIDDEN, text)
        return _TOKENS.sub(_HIDDEN, text)

    return redacted


@contextmanager
def redacting(secrets: Secrets) -> Iterator[None]:
    """Hide the secrets in all log records while the block runs: libraries log headers and addresses when debugging."""
    make, redacted = logging.getLogRecordFactory(), redactor(secrets)

    def making(*args: Any, **named: Any) -> logging.LogRecord:
        record = make(*args, **named)
        try:
            text = record.getMessage()
        except Exception:  # a malformed call of a library: logging itself says so
            return record
        record.msg, record.args = redacted(text), ()
        if record.exc_info:
            record.exc_text, record.exc_info = redacted(logging.Formatter().formatException(record.exc_info)), None
        return record

    logging.setLogRecordFactory(making)
    try:
        yield
    finally:
        logging.setLogRecordFactory(make)


def _values(needs: Sequence[Need]) -> dict[str, str]:
    fields: dict[str, Any] = {need.name.lower(): (SecretStr | None, None) for need in needs}
    settings = create_model("PlatformSettings", __base__=_Settings, **fields)()
    found = {need.name: getattr(settings, need.name.lower()) for need in needs}
    return {name: value.get_secret_value() for name, value in found.items() if value is not None}
