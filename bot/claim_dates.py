"""Finds when a statement says that its models were released."""

import re
from collections.abc import Iterator

from bot.claim_assertion import Assertion
from bot.claim_denial import figure_denied
from bot.claim_subjects import Reading
from knowledge.dates import dates

_RELEASE = re.compile(
    r"\breleas(?:e|es|ed|ing)\b|\blaunch\w*|\bannounc\w+|\bintroduc\w+|\bunveil\w*|\bpublish\w*|\bcame out|\bcomes? out|\bopen[- ]sourced?\b|\bdebut\w*|\bpublic since|\bavailable since|\bdropped\b|\bfollow(?:s|ed) (?:in|on)\b|\barrived\b|\blanded\b|\bshipp?ed\b|\brolled out|发布|推出|开源(?!社区|模型|大?语言|的|替代)|问世|亮相|上线|面世|公布|发表|出的|诞生|登场|首发|放出|宣布",
    re.IGNORECASE,
)
_NO_RELEASE = re.compile(
    r"\bpapers?\b|论文|updat|更新|adopt|采用了|deprecat|retir|cut-?off|截止|截至|as of|until|knowledge|数据|\bdata\b|leaderboard|排行榜|\bbenchmark|retrain|search|搜索|license (?:change|switch)|改为|改用|versions?\b[^,，。]{0,12}(?:later|followed)|\bAPI\b|plan|will\b|计划|将于|将在|预计|expected|rumou?r|据传|blog post|博客|before|之前|以前|after|之后|以后|later than|earlier than|until|by the end|downloaded|下载",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\s*(?:in|on|as of|early|late|back|then|in early|in late|于|在)?\s*(?:初|末|底|，|,)?\s*",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*[（(](?:[A-Z][\w. ]{0,20}[,，]\s*)?")


def releases(reading: Reading) -> Iterator[Assertion]:
    """The dates that a statement gives for the release of its models."""
    spans = [m.span for m in reading.mentions]
    for date in dates(reading.said, spans):
        low, high = reading.segment(date.start)
        if _ALONE.fullmatch(reading.plain[low : date.start] + reading.plain[date.end : high]):
            high = reading.segment(min(high + 1, len(reading.plain) - 1))[1]
        around = reading.plain[low:high]
        alone = reading.note(date.start) == date.text.strip()
        label = re.search(
            r"\b(?:dates?(?: back)?|is|are|was|comes?) (?:from|to)\s*$|(?:release(?: date)?|released|published|launch(?: date)?|发布(?:日期|时间|于)?|推出时间|上线时间|date|日期|时间|year|年份)\s*[:：|]?\s*(?:on |in )?$",
            reading.plain[max(0, date.start - 24) : date.start],
            re.IGNORECASE,
        )
        near = _RELEASE.search(around) or label
        bracketed = date.month and any(
            _IN_BRACKETS.fullmatch(reading.plain, end, date.start)
            for _, end in spans
            if end <= date.start
        )
        if (near or bracketed or alone) and not _NO_RELEASE.search(around):
            yield Assertion(
                "released",
                date.start,
                date.end,
                date,
                figure_denied(reading.plain[max(low, date.start - 60) : date.start]),
            )
