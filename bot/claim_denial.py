"""Whether the words before a place of a sentence deny what begins there."""

import re

_NOT = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bno|\bneither|\bnor|\bcannot|\bwithout|\bnon|\blacks?|\bprohibit\w*|\bforbid\w*|\bdisallow\w*|\bexclud\w*|\brules? out|\bban(?:s|ned)?|\bbar(?:s|red)|不是|并非|不|没有|无法|未|禁止|并不|严禁|非|不得|缺乏|而非|\brather than|\binstead of)[\s-]*(?:\w+\s+){0,3}?$"
    r"|(?:不|无法|禁止|没有|并未|不得|非|严禁|不允许)[^，。,；;]{0,6}$",
    re.IGNORECASE,
)
TWICE = re.compile(
    r"(?:not only|not just|no (?:need|problem|restriction|limit|extra|charge|fee|licen[cs]e fee)|without (?:any )?(?:restrict|limit|fee|charge|permission|pay|royalt|condition|a )\w*|不仅|不但|不只|不受|无需|不需要|不用|没有限制|不收|毫无|无限制)[^,，;；。]{0,40}$",
    re.IGNORECASE,
)


def negated(text: str, at: int) -> bool:
    """Whether what begins at a place is denied by the words before it."""
    before = text[max(0, at - 40) : at]
    before = re.split(r"[，。；;]|, (?:but|and)|但|而(?!非)| but |[（(](?=[^()（）]*$)", before)[-1]
    return bool(_NOT.search(before)) and not TWICE.search(before)


_FIGURE_DENIED = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bno longer|\binstead of|\brather than)\s+(?:(?:have|has|been|be|a|an|the|any|context|window|length|of|released|trained|pretrained|published|launched|announced|out|come|on|in|with|support|about|around|exactly|up|to|parameters?|sizes?|from)\s+)*$"
    r"|(?:不是|并非|没有|而非|并没有|不具备|不再是|不具有|并未|不支持|未)(?:\s|有|是|由|发布|推出|于|在|用|支持|上下文|长度|窗口|参数量?|规模|为|约|达到|训练)*$",
    re.IGNORECASE,
)


def figure_denied(before: str) -> bool:
    """Whether the words right before a number or a date deny it: "not released in"."""
    return _FIGURE_DENIED.search(before) is not None
