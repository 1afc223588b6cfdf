"""How near questions about something else come to an index: below that, a passage says nothing."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

# Questions about nothing that an index on language models holds. The similarity that they reach
# all the same is the floor below which a passage does not count as an answer; it differs from one
# embedding model to another, so it is measured with the model that builds the index.
OFF_TOPIC = {
    "en": (
        "What will the weather be like in Paris tomorrow?",
        "How do I bake a sourdough bread?",
        "Who won the football world cup?",
        "Write a poem about the sea.",
        "What is the capital of Australia?",
        "How tall is Mount Everest?",
        "What is the best cure for a cold?",
    ),
    "zh": (
        "今天北京的天气怎么样？",
        "红烧肉怎么做？",
        "谁赢了世界杯？",
        "写一首关于大海的诗。",
        "澳大利亚的首都是哪里？",
        "感冒了吃什么药好？",
        "帮我订一张去上海的火车票。",
    ),
}


def relevance_floors(
    vectors: NDArray[np.float32],
    shipped: Sequence[bool],
    asked: Mapping[str, Sequence[Sequence[float]]],
) -> dict[str, float]:
    """By language, the similarity that questions about something else reach.

    `shipped` tells of each vector whether it is an article's; `asked` has the questions' vectors.
    """
    return {
        language: _floor(vectors, np.array(shipped, dtype=bool), np.array(questions))
        for language, questions in asked.items()
    }


def _floor(
    vectors: NDArray[np.float32], shipped: NDArray[np.bool_], asked: NDArray[np.float64]
) -> float:
    if not len(vectors):
        return 1.0
    near = np.stack([vectors @ question.astype(np.float32) for question in asked])
    floors = [float(near[:, shipped].max())] if shipped.any() else []
    if not shipped.all():
        # The team's own documents may well be about one of these subjects: not all questions are
        # about something else then, but most are.
        floors.append(float(np.median(near[:, ~shipped].max(axis=1))))
    return max(floors)
