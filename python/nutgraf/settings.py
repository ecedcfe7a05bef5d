"""What an audit is judged by, from arguments and from a configuration, as the program puts them together."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence
    from typing import Any

from ._nutgraf import Audit, Error

_KEYS = {"extends", "keyphrases", "allow", "min-count", "max-words", "limits", "rules", "fail-on", "exclude", "extensions"}


def names(given: str | Sequence[str] | None) -> list[str]:
    """One name, or several."""
    return [] if given is None else [given] if isinstance(given, str) else list(given)


def _read(config: str | os.PathLike[str] | Mapping[str, Any]) -> Mapping[str, Any]:
    from collections.abc import Mapping as AnyMapping

    if isinstance(config, AnyMapping):
        return config
    try:
        import tomllib
    except ImportError:
        raise Error("config: Python 3.11 reads nutgraf.toml; before that, expected a dict") from None
    try:
        with open(config, "rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise Error(f"cannot open {config}: {error.strerror}") from None
    except ValueError as error:
        raise Error(f"{config}: {error}") from None


def _allowed(entry: Any) -> str | None:
    """The phrase of an entry of `allow`; none if its last day has passed."""
    import datetime

    for field in ("phrase", "reason"):
        if field not in entry:
            raise Error(f'config: missing field "{field}" in allow')
    last = entry.get("expires")
    return None if isinstance(last, datetime.date) and last < datetime.date.today() else str(entry["phrase"])


def settings(
    *,
    preset: str | None = None,
    limits: Mapping[str, float] | None = None,
    rules: Mapping[str, str] | None = None,
    only: str | Sequence[str] | None = None,
    skip: str | Sequence[str] | None = None,
    min_count: int | None = None,
    max_words: int | None = None,
    config: str | os.PathLike[str] | Mapping[str, Any] | None = None,
    baseline: Audit | None = None,
) -> tuple[dict[str, Any], list[str], list[str]]:
    """The settings, and the keyphrases and allowed phrases of the configuration. Arguments go before what that says."""
    read = _read(config) if config is not None else {}
    for key in read:
        if key == "overrides":
            raise Error("config: overrides go by the names of files, expected a configuration without them")
        if key not in _KEYS:
            raise Error(f"unknown key \"{key}\" in config: expected one of {', '.join(sorted(_KEYS))}")
    known = [] if baseline is None else [(found.rule, found.fingerprint, found.level) for found in baseline.findings]
    made = {
        "preset": preset or read.get("extends"),
        "limits": [*read.get("limits", {}).items(), *(limits or {}).items()],
        "rules": [*read.get("rules", {}).items(), *(rules or {}).items()],
        "only": names(only),
        "skip": names(skip),
        "min_count": min_count if min_count is not None else read.get("min-count"),
        "max_words": max_words if max_words is not None else read.get("max-words"),
        "known": known,
    }
    allowed = [phrase for phrase in map(_allowed, read.get("allow", [])) if phrase is not None]
    return made, names(read.get("keyphrases")), allowed
