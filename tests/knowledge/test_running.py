"""The command that starts a model is the shortest there is, with what has to be done first."""

import re
import shlex
from dataclasses import replace

import pytest

from knowledge.catalogue import Catalogue, Model
from knowledge.record import Fact, Facts
from knowledge.running import Running, how_to_run


def run(catalogue: Catalogue, model: str) -> Running:
    found = how_to_run(catalogue.models[model])
    assert found
    return found


def first(running: Running, language: str = "en") -> str:
    return "; ".join(need[language] for need in running.needs)


@pytest.mark.parametrize(
    ("model", "tool", "command"),
    [
        ("llama-2-7b", "ollama", "ollama run llama2:7b"),
        ("llama-3.2-1b", "ollama", "ollama run llama3.2:1b"),
        ("qwen3-8b", "ollama", "ollama run qwen3:8b"),
        ("bloom", "vllm", "vllm serve bigscience/bloom"),
        ("apertus-8b", "vllm", "vllm serve swiss-ai/Apertus-8B-Instruct-2509"),
        ("bert-base", "transformers", "from_pretrained('google-bert/bert-base-uncased')"),
    ],
)
def test_ollama_comes_first_then_vllm_and_encoders_are_loaded_with_transformers(
    catalogue: Catalogue, model: str, tool: str, command: str
) -> None:
    found = run(catalogue, model)

    assert found.tool == tool
    assert command in found.command


@pytest.mark.parametrize("model", ["opt-175b", "alpaca-7b"])
def test_without_tag_and_hub_id_there_is_no_command(catalogue: Catalogue, model: str) -> None:
    assert how_to_run(catalogue.models[model]) is None


def test_every_other_record_has_a_command_that_a_shell_reads_as_it_stands(
    catalogue: Catalogue,
) -> None:
    for model in catalogue.models.values():
        found = how_to_run(model)
        if model.id in {"opt-175b", "alpaca-7b"}:
            continue
        assert found, model.id
        words = shlex.split(found.command)
        facts = model.facts
        tag, hub_id = (fact.value if fact else None for fact in (facts.ollama, facts.hub_id))
        if found.tool == "ollama":
            assert words == ["ollama", "run", tag], model.id
            assert re.fullmatch(r"[\w.\-/]+(:[\w.\-]+)?", str(tag)), model.id
        elif found.tool == "vllm":
            assert words == ["vllm", "serve", hub_id], model.id
        else:
            assert words[:2] == ["python", "-c"], model.id
            compile(words[2], model.id, "exec")
            assert repr(hub_id) in words[2]


def test_a_tag_that_runs_in_the_cloud_runs_nothing_here(catalogue: Catalogue) -> None:
    clouds = [
        model
        for model in catalogue.models.values()
        if model.facts.ollama and "cloud" in str(model.facts.ollama.value)
    ]
    for model in clouds:
        found = how_to_run(model)
        assert found is None or found.tool != "ollama", model.id


def test_terms_to_accept_come_before_the_command_that_fetches_from_the_hub(
    catalogue: Catalogue,
) -> None:
    for model in catalogue.models.values():
        gate = model.facts.gate.value if model.facts.gate else None
        found = how_to_run(model)
        if found is None or found.tool == "ollama":
            continue
        hub_id = model.facts.hub_id.value if model.facts.hub_id else None
        assert (f"accept the terms at https://huggingface.co/{hub_id}" in first(found)) == (
            gate == "accept"
        ), model.id
        assert ("ask for access" in first(found)) == (gate == "request"), model.id
        assert ("同意条款" in first(found, "zh")) == (gate == "accept"), model.id


def test_a_gate_on_the_hub_is_no_gate_for_ollama(catalogue: Catalogue) -> None:
    model = catalogue.models["llama-3.2-1b"]

    assert model.facts.gate
    assert model.facts.gate.value == "accept"
    assert "accept" not in first(run(catalogue, model.id))


def test_the_memory_that_is_needed_is_told_as_an_estimate_in_both_languages(
    catalogue: Catalogue,
) -> None:
    found = run(catalogue, "qwen3-8b")

    assert re.search(r"about \d+–\d+ GiB of memory \(estimate\)", first(found))
    assert re.search(r"约 \d+–\d+ GiB 显存或内存（估算）", first(found, "zh"))


def test_where_the_cache_is_unknown_the_memory_is_told_as_at_least(catalogue: Catalogue) -> None:
    assert re.search(r"about \d+\+ GiB", first(run(catalogue, "xgen-7b-8k-base")))


def test_a_record_of_several_sizes_tells_no_memory_of_one(catalogue: Catalogue) -> None:
    assert "GiB" not in first(run(catalogue, "llama-2-chat"))


def test_ollama_s_four_bits_take_less_than_sixteen(catalogue: Catalogue) -> None:
    def least(found: Running) -> int:
        amount = re.search(r"about (\d+)", first(found))
        assert amount
        return int(amount[1])

    model = catalogue.models["qwen3-8b"]
    served = how_to_run(_without_tag(model))

    assert served
    assert served.tool == "vllm"
    assert least(served) > 2 * least(run(catalogue, "qwen3-8b"))


def _without_tag(model: Model) -> Model:
    unknown = Fact[str].model_validate({"value": "unknown", "source": "card"})
    facts: Facts = model.facts.model_copy(update={"ollama": unknown})
    return replace(model, facts=facts)
