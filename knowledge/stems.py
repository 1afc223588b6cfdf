"""Words without their endings and without those that say nothing, so that texts can be compared."""

import re

from knowledge.keywords import tokens

FUNCTION_WORDS = frozenset(
    "a an the of in on at to for from by with and or is are was were be been do does did has have had can could may might will would should "
    "shall must i we you they it its this that these those there what which who whom whose when where why how much many any some all not no "
    "me my our your their about tell please give say says said article according model models llm llms open source language large as than "
    "if so then just only need needs needed want wants take takes took require required requires really kind sort lot there here out up per thing things former latter also very more most use used using get know exactly explain describe introduce show s t".split()
)
# Words of which a character is elsewhere a function word: they are kept whole.
_WHOLE_WORDS = (
    "参与|中文|中国|用户|用例|用途|应用|作用|使用|利用|采用|专用|上下文|上线|对话|对齐|对比|会议|社会|要求|重要|主要|能力|智能|性能|功能|有效|拥有|专有|"
    "在线|下载|下游|里程碑|不同|目的|给出|到达|达到|个人|种类|几何|说明|说法|讲解|想法|从零|就业|都市|把握|是非|与否|参数|不足"
)
_FUNCTION_PHRASES = re.compile(
    rf"({_WHOLE_WORDS})|"
    r"前面|后面|前者|后者|那个|第一个|第二个|请问|请|谁|啥|需要|项目|告诉我|一下|介绍|是什么|什么是|什么样|什么|哪些|哪个|哪种|哪里|怎么样|怎么|怎样|如何|为什么|为何|"
    r"多少|是否|能否|可以|能不能|有没有|有多|是不是|根据|文章|文中|模型|大语言|语言模型|开源|吗|呢|吧|啊|的|了|是|有|在|和|与|及|对|用|被|它|这个|这|那|我们|我|你|说|讲|"
    r"会|能|要|想|多|几|个|种|不|也|都|就|把|给|从|到|于|中|里|上|下|时候|方面|关于|到底|究竟|具体"
)


def stem(term: str) -> str:
    """A Latin word without its common endings, so that "judged" finds "judge"."""
    if len(term) <= 4 or not term.isascii():  # noqa: PLR2004 - short words lose their meaning
        return term
    return re.sub(r"(?:ies|ing|ed|es|s|e|y)$", "", term)


def content_terms(text: str) -> tuple[str, ...]:
    """The terms of a text that carry its subject, in order, each once."""
    kept = tokens(_FUNCTION_PHRASES.sub(lambda found: found[1] or " ", text))
    return tuple(t for t in dict.fromkeys(kept) if t not in FUNCTION_WORDS and len(t) > 1)


def content_stems(text: str) -> frozenset[str]:
    """The stems of a text's content terms."""
    return frozenset(stem(term) for term in content_terms(text))
