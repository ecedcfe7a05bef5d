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


def _pattern(glob: str) -> str:
    """A regular expression for a glob as the program reads it (the crate ``globset``): a star goes across slashes too."""
    import re

    out, at, depth = "", 0, 0
    while at < len(glob):
        rest = glob[at:]
        if rest.startswith("**/") and at == 0:
            out, at = "(?:/?|.*/)", at + 3
        elif rest == "/**":
            out, at = out + "/.*", at + 3
        elif rest.startswith("/**/"):
            out, at = out + "(?:/|/.*/)", at + 4
        elif rest[0] == "[" and "]" in rest[2:]:
            end = glob.index("]", at + 2)
            chosen = glob[at + 1 : end]
            negated = "^" if chosen[0] in "!^" else ""
            chosen = chosen[len(negated) :].replace("\\", "\\\\").replace("[", "\\[")
            out, at = f"{out}[{negated}{chosen}]", end + 1
        elif rest[0] == "{" and "}" in rest:
            out, at, depth = out + "(?:", at + 1, depth + 1
        elif rest[0] == "}" and depth:
            out, at, depth = out + ")", at + 1, depth - 1
        elif rest[0] == "," and depth:
            out, at = out + "|", at + 1
        elif rest[0] == "\\" and len(rest) > 1:
            out, at = out + re.escape(rest[1]), at + 2
        else:
            out, at = out + {"*": ".*", "?": "."}.get(rest[0], re.escape(rest[0])), at + 1
    return out


def _with_overrides(read: Mapping[str, Any], config: object, text: object) -> dict[str, Any]:
    """A configuration with those of its ``[[overrides]]`` that are for a file: a later one goes before an earlier one."""
    import os
    import re
    from collections.abc import Mapping as AnyMapping

    given = read.get("overrides")
    merged = {key: value for key, value in read.items() if key != "overrides"}
    if not given:
        return merged
    if not isinstance(text, os.PathLike):
        raise Error("config: [[overrides]] go by the names of files, expected a text by its path (pathlib.Path)")
    at = os.getcwd() if isinstance(config, AnyMapping) else os.path.dirname(os.path.abspath(os.fspath(config)))  # type: ignore[call-overload]
    full = os.path.abspath(os.fspath(text))
    is_inside = full.startswith(os.path.join(at, ""))
    inside = (os.path.relpath(full, at) if is_inside else full).replace(os.sep, "/")
    for section in given:
        if "files" not in section:
            raise Error('config: [[overrides]] without "files", expected a list of globs')
        files = names(section["files"])
        if not any(re.fullmatch(_pattern(glob), inside, re.DOTALL) for glob in files):
            continue
        for key, value in section.items():
            if key in ("extends", "exclude", "extensions", "overrides"):
                raise Error(f'config: "{key}" in [[overrides]], expected it at the top')
            if key in ("limits", "rules"):
                merged[key] = {**merged.get(key, {}), **value}
            elif key in ("allow", "keyphrases"):
                merged[key] = [*merged.get(key, []), *value]
            elif key != "files":
                merged[key] = value
    return merged


def settings(
    *,
    text: object = None,
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
    read = _with_overrides(_read(config), config, text) if config is not None else {}
    for key in read:
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
