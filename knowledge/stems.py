"""Words without their endings and without those that say nothing, so that texts can be compared."""

import re

from knowledge.keywords import tokens

FUNCTION_WORDS = frozenset(
    "a an the of in on at to for from by with and or is are was were be been do does did has have had can could may might will would should "
    "shall must i we you they it its this that these those there what which who whom whose when where why how much many any some all not no "
    "me my our your their about tell please give say says said article according model models llm llms open source language large as than "
    "if so then just only also very more most use used using get know exactly explain describe introduce show s t".split()
)
_FUNCTION_PHRASES = re.compile(
    r"请问|请|谁|告诉我|一下|介绍|是什么|什么是|什么样|什么|哪些|哪个|哪种|哪里|怎么样|怎么|怎样|如何|为什么|为何|多少|是否|能否|可以|能不能|有没有|有多|是不是|根据|文章|文中|"
    r"模型|大语言|语言模型|开源|吗|呢|吧|啊|的|了|是|有|在|和|与|及|对|用|被|它|这个|那个|这|那|我们|我|你|说|讲|会|能|要|想|多|几|个|种|不|也|都|就|把|给|从|到|于|中|里|上|下|时候|方面|关于|到底|究竟|具体"
)


def stem(term: str) -> str:
    """A Latin word without its common endings, so that "judged" finds "judge"."""
    if len(term) <= 4 or not term.isascii():  # noqa: PLR2004 - short words lose their meaning
        return term
    return re.sub(r"(?:ies|ing|ed|es|s|e|y)$", "", term)


def content_terms(text: str) -> tuple[str, ...]:
    """The terms of a text that carry its subject, in order, each once."""
    kept = tokens(_FUNCTION_PHRASES.sub(" ", text))
    return tuple(t for t in dict.fromkeys(kept) if t not in FUNCTION_WORDS and (len(t) > 1 or t.isdigit()))


def content_stems(text: str) -> frozenset[str]:
    """The stems of a text's content terms."""
    return frozenset(stem(term) for term in content_terms(text))
