"""The state of an index: what it holds, and what of the documents it does not hold yet."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from indexer.build import read_digests
from indexer.contents import Contents, read_contents
from indexer.corpus import corpus
from indexer.task import inputs_of
from knowledge.embedding_version import embedding_version
from knowledge.generations import Manifest, current_manifest, index_folder
from knowledge.settings import Settings

_SHOWN = 10  # names in a list for people; JSON has them all


def index_status(settings: Settings) -> dict[str, Any]:
    """What the index of the settings' data folder holds, and what is out of date; for JSON.

    Raises `IndexMissing` where there is none, `IndexUnusable` where it is damaged.
    """
    generation, manifest = current_manifest(settings.data_dir)
    there = read_contents(generation)
    found = corpus(settings)
    digests, problems = read_digests(found.items)
    unread = [i for i, digest in digests.items() if there.unread.get(i) == digest]
    age = datetime.now(UTC) - datetime.fromisoformat(manifest.built_at)
    return {
        "folder": str(generation),
        "documents": manifest.documents,
        "chunks": manifest.chunks,
        "embedding_model": manifest.embedding_model,
        "embedding_version": manifest.embedding_version,
        "built_at": manifest.built_at,
        "age_seconds": int(age.total_seconds()),
        "bytes": sum(p.stat().st_size for p in generation.rglob("*") if p.is_file()),
        "kept_bytes": sum(
            p.stat().st_size for p in index_folder(settings.data_dir).glob("*.sqlite")
        ),
        "rebuild": _rebuild(settings, manifest, there),
        "changed": sorted(i for i, d in digests.items() if there.indexed.get(i, d) != d),
        "new": sorted(i for i in digests if i not in there.indexed and i not in unread),
        "deleted": sorted(i for i in there.indexed if i not in digests),
        "unread": sorted(unread),
        "problems": [problem.message for problem in (*found.problems, *problems)],
    }


def _rebuild(settings: Settings, manifest: Manifest, there: Contents) -> str | None:
    """Why the next build would do all anew, if it would."""
    model = (settings.embedding_model, embedding_version(settings.embedding_model))
    if (manifest.embedding_model, manifest.embedding_version) != model:
        return "model"
    return None if manifest.inputs == inputs_of(there.indexed) else "recipe"


def status_lines(found: Mapping[str, Any], language: str) -> Iterator[str]:
    """A status in words."""
    zh = language == "zh"
    names = _CHINESE if zh else _ENGLISH
    joint = "：" if zh else ": "
    for key, value in found.items():
        if isinstance(value, list):
            if value:
                yield f"{names[key]}{joint}{len(value)}"
                yield from (f"  {one}" for one in value[:_SHOWN])
                yield from ("  …",) * (len(value) > _SHOWN)
        elif key == "rebuild":
            if value:
                yield f"{names[key]}{joint}{names[value]}"
        elif key.endswith("bytes"):
            yield f"{names[key]}{joint}{value / 2**20:.1f} MB"
        elif key == "age_seconds":
            yield f"{names[key]}{joint}{_duration(value, names)}"
        else:
            yield f"{names[key]}{joint}{value}"
    if not any(found[key] for key in ("rebuild", "changed", "new", "deleted")):
        yield names["current"]


def _duration(seconds: int, names: Mapping[str, str]) -> str:
    for unit, size in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= size:
            return f"{seconds // size} {names[unit]}"
    return f"{seconds} {names['seconds']}"


_ENGLISH = {
    "folder": "folder",
    "documents": "documents",
    "chunks": "chunks",
    "embedding_model": "embedding model",
    "embedding_version": "its version",
    "built_at": "built at",
    "age_seconds": "age",
    "bytes": "size",
    "kept_bytes": "kept for the next build",
    "rebuild": "the next build does all anew",
    "model": "another embedding model is set or installed",
    "recipe": "this version reads and splits documents in another way",
    "changed": "changed since",
    "new": "new since",
    "deleted": "deleted since",
    "unread": "could not be read",
    "problems": "problems",
    "current": "up to date",
    "days": "days",
    "hours": "hours",
    "minutes": "minutes",
    "seconds": "seconds",
}
_CHINESE = {
    "folder": "文件夹",
    "documents": "文档",
    "chunks": "文本块",
    "embedding_model": "嵌入模型",
    "embedding_version": "模型版本",
    "built_at": "建成于",
    "age_seconds": "距今",
    "bytes": "大小",
    "kept_bytes": "为下次构建保留",
    "rebuild": "下次构建将全部重做",
    "model": "设定或安装了另一个嵌入模型",
    "recipe": "此版本读取和切分文档的方式有变",
    "changed": "此后有改动",
    "new": "此后新增",
    "deleted": "此后删除",
    "unread": "无法读取",
    "problems": "问题",
    "current": "已是最新",
    "days": "天",
    "hours": "小时",
    "minutes": "分钟",
    "seconds": "秒",
}
