"""A name by itself means one record, several or none, and what it was taken for is said."""

from collections import Counter

import pytest

from knowledge.catalogue import Catalogue, Model
from knowledge.mention import Mention
from knowledge.names import Names
from knowledge.resolve import resolve
from knowledge.spellings import figures
from tests.knowledge.misspellings import SLIPS, misspelt, names_of, with_another_figure

COUNT = 2_000
FRAMES = ("Can I use {} commercially?", "{} 的许可证是什么？", "{}可以商用吗")


Slips = dict[str, tuple[str, str, tuple[str, ...]]]


@pytest.fixture(scope="module", params=[1, 2])
def slips(catalogue: Catalogue, request: pytest.FixtureRequest) -> Slips:
    return misspelt(names_of(catalogue), COUNT, seed=request.param)


@pytest.fixture(scope="module")
def changed(catalogue: Catalogue) -> dict[str, tuple[str, tuple[str, ...]]]:
    return with_another_figure(names_of(catalogue), COUNT, seed=1)


def test_every_kind_of_slip_is_tried_and_no_figure_is_changed(
    slips: Slips,
) -> None:
    kinds = Counter(kind for kind, _, _ in slips.values())

    assert len(slips) == COUNT
    assert min(kinds[kind] for kind in SLIPS) > COUNT / len(SLIPS) - 1
    assert all(
        "".join(figures(slip)) == "".join(figures(name)) for slip, (_, name, _) in slips.items()
    )


def test_of_2000_misspellings_98_in_100_are_resolved_and_none_to_another_model_unsaid(
    catalogue: Catalogue, names: Names, slips: Slips
) -> None:
    found = {slip: resolve(catalogue, slip, names) for slip in slips}
    right = {
        s for s, r in found.items() if r.kind != "unknown" and set(r.models) == _meant(slips, s)
    }

    assert len(right) >= 0.98 * COUNT, _told(slips, right)
    assert {s: r for s, r in found.items() if r.kind == "exact" and s not in right} == {}


@pytest.mark.parametrize("frame", FRAMES)
def test_of_2000_misspellings_in_a_question_98_in_100_are_found_and_none_as_another_model_unsaid(
    names: Names, slips: Slips, frame: str
) -> None:
    found = {slip: names.find(frame.format(slip)) for slip in slips}
    right = {
        slip
        for slip, mentions in found.items()
        if mentions and all(set(m.models) == _meant(slips, slip) for m in mentions)
    }

    assert len(right) >= 0.98 * COUNT, _told(slips, right)
    assert {
        slip: mentions
        for slip, mentions in found.items()
        if any(_is_unsaid(m) and not set(m.models) & _meant(slips, slip) for m in mentions)
    } == {}


def _meant(slips: Slips, slip: str) -> set[str]:
    return set(slips[slip][2])


def _is_unsaid(mention: Mention) -> bool:
    return mention.known and mention.exact


def _told(slips: Slips, right: set[str]) -> Counter[str]:
    """How many were not found, by kind of slip."""
    return Counter(slips[slip][0] for slip in slips.keys() - right)


def test_a_changed_figure_is_never_resolved_to_the_model_that_was_meant_unsaid(
    catalogue: Catalogue, names: Names, changed: dict[str, tuple[str, tuple[str, ...]]]
) -> None:
    wrong = {}
    for name in changed:
        resolution = resolve(catalogue, name, names)
        if resolution.kind == "exact" and not _has_figures(catalogue, resolution.models[0], name):
            wrong[name] = resolution

    assert wrong == {}


def test_a_changed_figure_in_a_question_is_never_found_as_the_model_that_was_meant_unsaid(
    catalogue: Catalogue, names: Names, changed: dict[str, tuple[str, tuple[str, ...]]]
) -> None:
    wrong = {}
    for name in changed:
        for mention in names.find(FRAMES[0].format(name)):
            one = _is_unsaid(mention) and len(mention.models) == 1
            if one and not _has_figures(catalogue, mention.models[0], mention.text):
                wrong[name] = mention

    assert wrong == {}


def _has_figures(catalogue: Catalogue, model: str, name: str) -> bool:
    """Whether every figure of a name, behind its owner's, is one of the model's own."""
    return set(figures(name.rpartition("/")[2])) <= _figures_of(catalogue.models[model])


def _figures_of(model: Model) -> set[str]:
    sizes = (model.facts.parameters.value if model.facts.parameters else None) or ()
    shared = (model.family.name, *model.family.aliases)
    written = (model.id, model.name, *model.record.aliases, *shared, *(f"{s:g}" for s in sizes))
    return {figure for text in written for figure in figures(text)}


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("Qwen3-32B", "qwen3-32b"),
        ("qwen3 32b", "qwen3-32b"),
        ("Qwen/Qwen3-32B", "qwen3-32b"),
        ("通义千问 Qwen3-32B", "qwen3-32b"),
        ("gpt-oss:20b", "gpt-oss-20b"),
        ("DeepSeek-V3", "deepseek-v3"),
        ("llama2-70b", "llama-2-70b"),
        ("猎鹰 180B", "falcon-180b"),
    ],
)
def test_a_name_as_it_is_written_is_exact(catalogue: Catalogue, name: str, model: str) -> None:
    resolution = resolve(catalogue, name)

    assert (resolution.kind, resolution.models) == ("exact", (model,))


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("Qwne3-32B", "qwen3-32b"),
        ("unsloth/Qwen3-8B-GGUF", "qwen3-8b"),
        ("qwen 72b", "qwen2.5-72b"),
        ("Gemma 327B", "gemma-3-27b"),
        ("faclon 180b", "falcon-180b"),
    ],
)
def test_what_a_name_was_taken_for_is_said(catalogue: Catalogue, name: str, model: str) -> None:
    resolution = resolve(catalogue, name)

    assert (resolution.kind, resolution.models) == ("typo", (model,))


@pytest.mark.parametrize(
    ("name", "models"),
    [
        ("vicuna", {"vicuna-13b-v1.1", "vicuna-13b-v1.3", "vicuna-13b-v1.5"}),
        ("vicunna", {"vicuna-13b-v1.1", "vicuna-13b-v1.3", "vicuna-13b-v1.5"}),
        ("yi", {"yi-1.5-9b", "yi-1.5-34b"}),
        ("gemma 27b", {"gemma-2-27b", "gemma-3-27b"}),
    ],
)
def test_a_name_of_several_records_is_ambiguous(
    catalogue: Catalogue, name: str, models: set[str]
) -> None:
    resolution = resolve(catalogue, name)

    assert resolution.kind == "ambiguous"
    assert set(resolution.models) == models


def test_the_name_of_a_line_is_ambiguous_and_its_newest_models_come_first(
    catalogue: Catalogue,
) -> None:
    resolution = resolve(catalogue, "llama")

    assert resolution.kind == "ambiguous"
    assert {"llama-1", "llama-2-7b", "llama-3.1-8b", "code-llama"} < set(resolution.models)
    assert resolution.models.index("llama-4-scout") < resolution.models.index("llama-1")


@pytest.mark.parametrize(
    "name",
    [
        *("qwen4", "llama 5", "qwen3 9b", "Qwen3-VL-8B", "GLM-4.6V", "Qwen3.7-27B", "Llama 3 3B"),
        *("gpt-4o", "Claude 3 Opus", "StarCoder", "GPT-Neo", "Pixtral", "Mistral 22B"),
        *("Ministral 8B", "DeepSeek-R1-0528", "Hermes-3-Llama-3.1-8B", "llama.cpp"),
        *("", " ", "7B", "模型", "\ud800"),
    ],
)
def test_the_name_of_no_record_is_unknown(catalogue: Catalogue, name: str) -> None:
    assert resolve(catalogue, name).kind == "unknown"


def test_for_an_unknown_name_those_that_are_most_like_it_are_offered(catalogue: Catalogue) -> None:
    resolution = resolve(catalogue, "GLM-4.6V")

    assert resolution.models[0] == "glm-4.6"
    assert len(resolution.models) <= 3


def test_a_question_full_of_slips_is_read_as_the_names_it_means(names: Names) -> None:
    question = (
        "Can I use Qwne3-32B or Lllama 3.1 8B commercialy on a signle RTX 4090 with 24 GB of "
        "memmory, or is Faclon beter than Mistarl?"
    )
    assert len(names.find(question)) == 4
