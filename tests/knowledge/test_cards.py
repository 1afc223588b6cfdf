"""Devices are understood as people write them, in both languages, and nothing else is one."""

from pathlib import Path

import pytest

from knowledge.cards import find_card, load_cards
from knowledge.devices import CARDS, Cards, Device
from knowledge.errors import RecordError


@pytest.fixture(scope="module")
def cards() -> Cards:
    return load_cards()


def found(cards: Cards, text: str) -> Device:
    device = find_card(text, cards)
    assert device is not None, text
    return device


@pytest.mark.parametrize(
    ("text", "name", "memory", "bandwidth"),
    [
        ("RTX 4090", "RTX 4090", 24, 1008),
        ("a 4090", "RTX 4090", 24, 1008),
        ("GeForce RTX4080 SUPER", "RTX 4080 Super", 16, 736),
        ("3090Ti", "RTX 3090 Ti", 24, 1008),
        ("4060 Ti 16G", "RTX 4060 Ti 16 GB", 16, 288),
        ("显卡是 3060 12G", "RTX 3060 12 GB", 12, 360),
        ("RTX4060笔记本", "RTX 4060 Laptop", 8, 256),
        ("a laptop with an RTX 4090", "RTX 4090 Laptop", 16, 576),
        ("RTX 4050", "RTX 4050 Laptop", 6, 192),  # there is no other
        ("2x A100 80GB", "2× A100 80 GB", 160, 1935),
        ("A100-80G x4", "4× A100 80 GB", 320, 1935),
        ("两张 80G 的 A100", "2× A100 80 GB", 160, 1935),
        ("8卡A100 80G", "8× A100 80 GB", 640, 1935),
        ("two 3090s", "2× RTX 3090", 48, 936),
        ("a pair of 3090s", "2× RTX 3090", 48, 936),
        ("2张4090", "2× RTX 4090", 48, 1008),
        ("双卡4090", "2× RTX 4090", 48, 1008),
        ("4x 4090 96GB", "4× RTX 4090", 96, 1008),  # what they have together
        ("4 x H100 SXM", "4× H100 SXM", 320, 3350),
        ("8xH20", "8× H20", 768, 4000),
        ("we have 3 A100 40GB cards", "3× A100 40 GB", 120, 1555),
        ("LLaMA 2 4090", "RTX 4090", 24, 1008),  # a model and a card
        ("4090 48G", "RTX 4090 48 GB", 48, 1008),  # as some are rebuilt
        ("a 4090 with 64GB RAM", "RTX 4090", 24, 1008),
        ("4090 64GB RAM", "RTX 4090", 24, 1008),
        ("64G内存+4090", "RTX 4090", 24, 1008),
        ("RX 7900XTX", "RX 7900 XTX", 24, 960),
        ("Intel Arc B580", "Arc B580", 12, 456),
        ("RTX PRO 6000", "RTX PRO 6000", 96, 1792),
        ("昇腾910B 64G", "Ascend 910B 64 GB", 64, None),
        ("Strix Halo 128GB", "Ryzen AI Max+ 395 128 GB", 128, 256),
        ("Mac 64 GB", "Mac 64 GB", 64, None),
        ("MacBook Pro M3 Max 64GB", "M3 Max 64 GB", 64, 400),
        ("M4 Mac mini 16GB", "M4 16 GB", 16, 120),
        ("苹果 M1 芯片 16G", "M1 16 GB", 16, 68),
        ("24GB", "24 GB", 24, None),
        ("显存24G", "24 GB", 24, None),
        ("2x24GB", "2× 24 GB", 48, None),
    ],
)
def test_a_device_is_understood(
    cards: Cards, text: str, name: str, memory: float, bandwidth: float | None
) -> None:
    device = found(cards, text)

    assert (device.name.en, device.memory_gb, device.bandwidth) == (name, memory, bandwidth)


@pytest.mark.parametrize(
    ("text", "memory", "bandwidth"),
    [
        ("8 GB laptop, no GPU", 8, 51.2),
        ("16G内存的笔记本 没有显卡", 16, 51.2),
        ("CPU only 32GB", 32, 51.2),
        ("纯CPU，64G DDR5 内存", 64, 89.6),
        ("an old PC with 16 GB RAM", 16, 51.2),
    ],
)
def test_a_computer_without_a_card_is_understood(
    cards: Cards, text: str, memory: float, bandwidth: float
) -> None:
    device = found(cards, text)

    assert (device.kind, device.memory_gb, device.bandwidth) == ("cpu", memory, bandwidth)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "3080 tokens",
            "a context of 4090",
            "4090个问题",
            "$4090",
            "4090.5",
            "in 2060",
            "GPT-4090",
        ),
        *("XA100", "A100B", "ViT-L4", "BGE-M3", "MiniMax-M2", "910B", "128 GB/s", "a 5G network"),
        *("RTX 9090", "RTX 5070 Ti Super", "RTX 6000", "a MacBook", "a machine", "", "70B", "8K"),
    ],
)
def test_what_only_looks_like_a_device_is_none(cards: Cards, text: str) -> None:
    assert find_card(text, cards) is None


@pytest.mark.parametrize(
    ("text", "usable"),
    [
        ("RTX 4090", 24),
        ("2x T4", 30),  # their memory's error correction takes a sixteenth
        ("Mac 64 GB", 48),
        ("M4 Mac mini 24GB", 16),
        ("16 GB laptop without a GPU", 14),
        ("1GB laptop without a GPU", 0),
        ("DGX Spark", 117),
    ],
)
def test_only_part_of_some_memory_can_be_used(cards: Cards, text: str, usable: float) -> None:
    assert found(cards, text).usable_gb == pytest.approx(usable)


@pytest.mark.parametrize(
    ("text", "memory", "said"),
    [
        ("A100", 40, ("the smallest of its sizes (40, 80 GB)", "取最小的规格（有 40, 80 GB）")),
        ("V100", 16, ("the smallest of its sizes (16, 32 GB)", "取最小的规格（有 16, 32 GB）")),
        ("3060", 12, ("the usual of its sizes (8, 12 GB)", "取常见的规格（有 8, 12 GB）")),
        ("H100", 80, ("the PCIe version", "PCIe 版")),
        ("24GB", 24, ("memory of a graphics card", "按显卡的显存理解")),
        ("16GB laptop", 16, ("without a graphics card; DDR4", "没有独立显卡的电脑；双通道 DDR4")),
    ],
)
def test_what_a_text_leaves_open_is_told(
    cards: Cards, text: str, memory: float, said: tuple[str, str]
) -> None:
    device = found(cards, text)

    assert device.memory_gb == memory
    assert device.assumed is not None
    assert said[0] in device.assumed.en
    assert said[1] in device.assumed.zh


@pytest.mark.parametrize(
    "text", ["RTX 4090", "A100 80GB", "H100 SXM", "MacBook M3 16GB", "显存24G"]
)
def test_nothing_is_assumed_where_all_is_said(cards: Cards, text: str) -> None:
    assert found(cards, text).assumed is None


def test_the_first_of_several_counts(cards: Cards) -> None:
    assert found(cards, "4090 or A100 80GB?").name.en == "RTX 4090"
    assert found(cards, "a Mac with 64GB or a 4090").kind == "mac"


def test_every_known_name_finds_its_device(cards: Cards) -> None:
    for card in cards.cards.values():
        if card.kind == "cpu":
            continue
        size = min(card.sizes)
        text = f"{'Apple ' if card.kind == 'mac' else ''}{card.name} {size:g}GB"
        device = found(cards, text)

        assert device.name.en.startswith(card.name)
        assert device.memory_gb == size
        assert device.source is not None
        assert device.source.url.startswith("https://")


def test_a_file_with_a_wrong_field_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "cards.yaml"
    path.write_text(CARDS.read_text(encoding="utf-8").replace("24: 1008", "24: fast", 1))

    with pytest.raises(RecordError, match=r"cards\.\d+\.sizes"):
        load_cards(path)


def test_a_device_whose_source_is_not_listed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cards.yaml"
    path.write_text(
        "sources: {}\ncards: [{name: X1, kind: gpu, sizes: {8: 100}, source: nowhere}]\n"
    )

    with pytest.raises(RecordError, match="X1 names the source 'nowhere'"):
        load_cards(path)
