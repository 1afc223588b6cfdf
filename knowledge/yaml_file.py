"""Reading YAML that people write: UTF-8, no key twice, and the line of whatever is wrong in it."""

from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import RecordError

LARGEST = 64 * 2**20  # bytes; ten thousand records take a quarter of it
DEEPEST = 50  # lists and mappings in one another; a record has a dozen
_REFUSALS = (ValueError, TypeError, AttributeError, LookupError, OverflowError)
_STEPS: dict[type[yaml.Event], int] = {
    yaml.SequenceStartEvent: 1,
    yaml.MappingStartEvent: 1,
    yaml.SequenceEndEvent: -1,
    yaml.MappingEndEvent: -1,
}


class _Loader(yaml.CSafeLoader):
    """YAML as people expect it: `no` is Norwegian, 2023-07-18 is what was written, a key stands once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if not isinstance(key, yaml.ScalarNode):
                raise _refused("a key is a word, and not a list or a mapping", key)
            if key.value in seen:
                raise _refused(f"the key {key.value!r} stands there twice", key)
            seen.add(key.value)
        return super().construct_mapping(node, deep)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except _REFUSALS as error:
            kind = node.tag.rpartition(":")[2]
            raise _refused(f"what stands there is no {kind} that can be read", node) from error


def _refused(told: str, at: yaml.Node | yaml.Event) -> yaml.constructor.ConstructorError:
    mark: Any = at.start_mark
    return yaml.constructor.ConstructorError(None, None, told, mark)


# Without the guesses of YAML 1.1 that turn words into truth values and text into dates.
_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag != "tag:yaml.org,2002:timestamp"
        and not (tag == "tag:yaml.org,2002:bool" and first.lower() in "yno")
    ]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read_text(path: Path) -> str:
    """The text of a file; raises `RecordError` where it cannot be read, is huge or not UTF-8."""
    try:
        if path.stat().st_size > LARGEST:
            raise RecordError(
                f"{path} is larger than {LARGEST // 2**20} MB.", "Split it into several files."
            )
        raw = path.read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise RecordError(f"{path}:{line}: not UTF-8 text.", "Save the file as UTF-8.") from error
    except OSError as error:
        raise RecordError(
            f"{path} cannot be read: {error.strerror}.", "Mend or remove the file."
        ) from error


def parse(text: str, path: Path) -> Any:
    """The data of a YAML text; raises `RecordError` with the line where it is no YAML."""
    try:
        _check_depth(text)
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f":{mark.line + 1}" if mark else ""
        what = error.problem or "it is no YAML"
        raise RecordError(f"{path}{line}: {what}.", "Mend that line.") from error
    except yaml.reader.ReaderError as error:
        # The place that the error tells counts bytes or characters, as the parser was built.
        found = yaml.reader.Reader.NON_PRINTABLE.search(text)
        line = f":{text.count(chr(10), 0, found.start()) + 1}" if found else ""
        raise RecordError(f"{path}{line}: {error.reason}.", "Remove that character.") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise RecordError(f"{path} is no YAML: {error}.", "Mend or remove the file.") from error


def _check_depth(text: str) -> None:
    """Refuse what is nested too deep, as composing it would exhaust the stack of C and end Python."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += _STEPS.get(type(event), 0)
        if depth > DEEPEST:
            raise _refused(f"more than {DEEPEST} lists and mappings stand in one another", event)


def line_of(text: str, where: Sequence[str | int]) -> int | None:
    """The line, from 1, of the deepest part of `where` (keys, places, ids) that the text has."""
    node = yaml.compose(text, Loader=_Loader)
    if node is None:
        return None
    line: int = node.start_mark.line + 1
    for part in where:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == str(part)), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode):
            found_at = _place(node, part)
            if found_at is None:
                break
            node = found_at
            line = node.start_mark.line + 1
        else:
            break
    return line


def _place(node: yaml.SequenceNode, part: str | int) -> yaml.Node | None:
    """The item at a place, or the one whose `id` is what was given."""
    if isinstance(part, int):
        return node.value[part] if part < len(node.value) else None
    for item in node.value:
        if isinstance(item, yaml.MappingNode):
            for key, value in item.value:
                if key.value == "id" and value.value == part:
                    return item
    return None
