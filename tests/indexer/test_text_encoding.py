"""Text is read in whatever encoding it was saved, and what is no text is told from it."""

import pytest

from indexer.text_encoding import decode
from knowledge.errors import DocumentError

CHINESE = "本公司只使用开源许可的模型，数据不出境。"
TRADITIONAL = "本公司只使用開源許可的模型，資料不出境。這個政策適用於所有團隊。"
WESTERN = "Für Müllers Größe: 5 €. Café à la carte, naïve résumé."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "utf-8"),
        (CHINESE, "utf-8-sig"),
        (CHINESE, "utf-16"),
        (CHINESE, "utf-32"),
        (CHINESE, "gb18030"),
        (CHINESE, "gbk"),
        (CHINESE + " GLM-4.5, Apache-2.0", "gb18030"),
        ("联通评测", "gb18030"),
        ("Licence: 许可", "gb18030"),
        ("𠮷野家与㐂", "utf-8"),
        (TRADITIONAL, "big5"),
        (WESTERN, "utf-8"),
        (WESTERN, "cp1252"),
        ("Das Modell läuft.", "latin-1"),
        ("Модель для коммерческого использования", "cp1251"),
        ("plain ASCII", "utf-16-le"),
        ("plain ASCII", "utf-16-be"),
        ("plain ASCII", "ascii"),
    ],
)
def test_the_encoding_is_found(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_is_believed(order: str) -> None:
    assert decode(("\ufeff" + CHINESE).encode(order)) == CHINESE


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030"])
def test_a_page_that_declares_the_narrow_chinese_encoding_may_use_the_wide_one(
    declared: str,
) -> None:
    assert decode("镕𠮷".encode("gb18030"), declared) == "镕𠮷"


@pytest.mark.parametrize("declared", ["iso-8859-1", "no-such-encoding", "ascii", ""])
def test_valid_utf_8_is_read_as_such_whatever_is_declared(declared: str) -> None:
    assert decode(CHINESE.encode(), declared) == CHINESE


@pytest.mark.parametrize(
    "raw",
    [
        bytes(range(256)) * 40,
        b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" * 50,
        b"words and \x00\x01\x02\x03\x04\x05 more",
        b"\x7fELF\x02\x01\x01" + bytes(500),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(DocumentError, match="no text"):
        decode(raw)
