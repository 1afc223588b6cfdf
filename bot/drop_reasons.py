"""Why a sentence was dropped, in the reader's language.

The check gives its reasons in English; here they are put into Chinese by their kind, with what
they name.
"""

import re

_CHINESE: tuple[tuple[str, str], ...] = (
    (r"cites a source that does not exist", "引用了不存在的来源"),
    (r"is not a whole sentence", "不是完整的句子"),
    (r"asks instead of saying", "在提问，没有陈述"),
    (r"holds a link, code or a mention", "含有链接、代码或提及"),
    (r"is not in the language of the answer", "不是回答所用的语言"),
    (r"says nothing", "没有内容"),
    (r"has no evidence", "没有证据"),
    (r"names the licence (?P<a>.+), which its evidence does not", "提到许可证 {a}，证据里没有"),
    (r"names other models than its evidence", "提到的模型与证据不同"),
    (r"names models in another order than its evidence", "模型的先后与证据相反"),
    (r"names (?P<a>.+), which its evidence does not", "提到 {a}，证据里没有"),
    (r"gives the date (?P<a>.+), which its evidence does not", "给出日期 {a}，证据里没有"),
    (r"gives the figure (?P<a>.+), which its evidence does not", "给出数字 {a}，证据里没有"),
    (r"gives other figures than its evidence", "数字与证据不同"),
    (r"calls a model commercial.*", "把模型说成“商业的”，这与许可证无关"),
    (r"speaks of commercial use, which its evidence does not", "谈到商用，证据里没有"),
    (r"says of commercial use what the record does not", "关于商用的说法与记录不符"),
    (r"makes commercial use conditional.*", "给商用加了条件，记录里没有"),
    (r"leaves out the conditions of commercial use", "漏掉了商用的条件"),
    (r"allows a use that its evidence excludes", "允许了证据所排除的用途"),
    (r"says of the memory what the estimate does not", "关于显存的说法与估算不符"),
    (r"denies what its evidence says", "否定了证据所说的内容"),
    (r"says what its evidence denies", "说了证据所否定的内容"),
    (r"denies where its evidence does not, or the other way round", "肯定与否定和证据不一致"),
    (r"denies or restricts otherwise than its evidence", "否定或限制与证据不一致"),
    (r"says that one model surpasses another.*", "说某个模型胜过另一个，证据里没有"),
    (r"compares in a way that cannot be checked", "比较无法核对"),
    (r"compares with something that is not named", "比较的对象没有点名"),
    (r"compares two models wrongly", "比较的结论不对"),
    (r"compares by “(?P<a>.+)”, which its evidence does not", "用“{a}”作比较，证据里没有"),
    (r"says more than its evidence", "内容超出证据"),
    (r"says “(?P<a>.+)”, which its evidence does not", "用了“{a}”一词，证据里没有"),
    (r"adds nothing to what was said", "没有说出新内容"),
    (r"is out of the example", "抄自提示里的例子"),
    (r"is not a translation of one sentence", "不是对一句话的翻译"),
    (r"leaves out (?P<a>.+)", "漏掉了 {a}"),
    (r"adds a name", "多出了名字"),
)


def worded(reason: str, language: str) -> str:
    """A reason in a language; one of an unknown kind stays as the check gave it."""
    if language != "zh":
        return reason
    for pattern, chinese in _CHINESE:
        found = re.fullmatch(pattern, reason)
        if found:
            return chinese.format(**found.groupdict())
    return reason
