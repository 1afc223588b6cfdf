"""A translation is shown only where its figures, names and restrictions are those of the sentence."""

import pytest

from bot.answer import Evidence, Verdict
from bot.foreign import FOREIGN
from bot.translation import localised, prompt, translate, unfaithful
from knowledge.names import Names
from tests.fakes import ScriptedWriter

PARAMETERS = Evidence("BLOOM has 176 billion parameters.", 1)
RELEASED = Evidence("BLOOM was released on 11 July 2022.", 1)
COMMERCIAL = Evidence("Falcon 40B may be used commercially.", 1)
FORBIDDEN = Evidence("OPT-175B may not be used commercially.", 1)
CONDITIONAL = Evidence("LLaMA 2 may be used commercially under conditions.", 1)
LICENCE = Evidence("Falcon 40B is licensed under Apache License 2.0.", 1)
DEVELOPER = Evidence("Falcon 40B was developed by Technology Innovation Institute.", 1)


@pytest.mark.parametrize(
    ("language", "evidence", "text"),
    [
        ("de", PARAMETERS, "BLOOM hat 176 Milliarden Parameter."),
        ("fr", PARAMETERS, "BLOOM a 176 milliards de paramètres, une taille."),
        ("es", PARAMETERS, "BLOOM tiene 176 mil millones de parámetros."),
        ("it", PARAMETERS, "BLOOM ha 176 miliardi di parametri."),
        ("pt", PARAMETERS, "BLOOM tem 176 bilhões de parâmetros."),
        ("ja", PARAMETERS, "BLOOM は1760億のパラメータを持つ。"),
        ("ko", PARAMETERS, "BLOOM의 파라미터는 1760억 개입니다."),
        ("ru", PARAMETERS, "BLOOM имеет 176 миллиардов параметров."),
        ("de", RELEASED, "BLOOM wurde am 11. Juli 2022 veröffentlicht."),
        ("ja", RELEASED, "BLOOM は2022年7月11日に公開された。"),
        ("de", COMMERCIAL, "Falcon 40B darf kommerziell genutzt werden."),
        ("fr", COMMERCIAL, "Falcon 40B peut être utilisé commercialement."),
        ("de", FORBIDDEN, "OPT-175B darf nicht kommerziell genutzt werden."),
        ("ja", FORBIDDEN, "OPT-175B は商用利用できません。"),
        ("de", CONDITIONAL, "LLaMA 2 darf unter Bedingungen kommerziell genutzt werden."),
        ("de", LICENCE, "Falcon 40B ist unter der Apache License 2.0 lizenziert."),
    ],
)
def test_a_faithful_translation_is_shown(
    language: str, evidence: Evidence, text: str, names: Names
) -> None:
    assert unfaithful(text, evidence, language, names) == ""


@pytest.mark.parametrize(
    ("language", "evidence", "text"),
    [
        ("de", PARAMETERS, "BLOOM hat 176 Billionen Parameter."),  # a false friend
        ("de", PARAMETERS, "BLOOM hat 176 billion Parameter."),
        ("de", PARAMETERS, "BLOOM hat 175 Milliarden Parameter."),
        ("de", PARAMETERS, "BLOOM hat viele Parameter."),
        ("es", PARAMETERS, "BLOOM tiene 176 billones de parámetros."),
        ("ja", PARAMETERS, "BLOOM は176億のパラメータを持つ。"),
        ("de", PARAMETERS, "Falcon hat 176 Milliarden Parameter."),
        ("de", PARAMETERS, "BLOOM hat mehr als 176 Milliarden Parameter."),
        ("de", PARAMETERS, "BLOOM hat nicht 176 Milliarden Parameter."),
        ("de", PARAMETERS, "BLOOM has 176 billion parameters."),
        ("de", PARAMETERS, ""),
        ("de", PARAMETERS, "BLOOM hat 176 Milliarden Parameter. Das ist viel."),
        ("ja", PARAMETERS, "BLOOM は1760億のパラメータを持つ。とても大きい。"),
        ("de", RELEASED, "BLOOM wurde am 11. Juni 2022 veröffentlicht."),
        ("de", COMMERCIAL, "Falcon 40B darf nicht kommerziell genutzt werden."),
        ("de", COMMERCIAL, "Falcon 40B darf nur unter Bedingungen kommerziell genutzt werden."),
        ("de", COMMERCIAL, "Falcon 40B darf von allen genutzt werden."),
        ("de", FORBIDDEN, "OPT-175B darf kommerziell genutzt werden."),
        ("fr", FORBIDDEN, "OPT-175B peut être utilisé commercialement."),
        ("ja", FORBIDDEN, "OPT-175B は商用利用できます。"),
        ("de", CONDITIONAL, "LLaMA 2 darf kommerziell genutzt werden."),
        ("de", LICENCE, "Falcon 40B ist unter der MIT License lizenziert."),
        ("de", DEVELOPER, "Falcon 40B wurde von Meta entwickelt und ist von hier."),
        ("ja", PARAMETERS, "BLOOM は1760億のパラメータを持つ。Meta が作った。"),
    ],
)
def test_a_translation_that_strays_is_not_shown(
    language: str, evidence: Evidence, text: str, names: Names
) -> None:
    assert unfaithful(text, evidence, language, names) != ""


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("de", "BLOOM has 27,78 Milliarden parameters since 11 Juli 2022 and 4096 tokens."),
        ("ja", "BLOOM has 277.8億 parameters since 2022年7月11日 and 4096 tokens."),
        ("ko", "BLOOM has 277.8억 parameters since 2022년7월11일 and 4096 tokens."),
        ("es", "BLOOM has 27,78 mil millones parameters since 11 julio 2022 and 4096 tokens."),
    ],
)
def test_figures_and_dates_are_put_into_the_language_before_the_model_sees_them(
    language: str, written: str
) -> None:
    text = "BLOOM has 27.78 billion parameters since 11 July 2022 and 4,096 tokens."

    assert localised(text, FOREIGN[language]) == written


def test_only_short_sentences_of_one_fact_without_a_comparison_are_translated() -> None:
    evidence = (
        PARAMETERS,
        Evidence("BLOOM needs about 3 times the memory of OPT-175B.", 1),
        Evidence("BLOOM, RAIL: it may not be used for what is listed in Annex A.", 2),
        Evidence("BLOOM has 17.6 billion parameters.", 3, "claim"),
        Evidence(f"BLOOM {'is a model ' * 20}.", 2),
        RELEASED,
    )
    writer = ScriptedWriter(pieces=("BLOOM hat 176 ", "Milliarden Parameter.\n"))
    verdict = Verdict("facts", "BLOOM has 176 billion parameters. [1]", evidence)

    assert list(translate(writer, verdict, "de")) == [
        ("BLOOM hat 176 Milliarden Parameter.", PARAMETERS),
        ("BLOOM hat 176 Milliarden Parameter.", RELEASED),
    ]
    assert writer.heard == [prompt(PARAMETERS, "de"), prompt(RELEASED, "de")]
