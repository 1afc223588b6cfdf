"""Finds what a statement says of commercial use: allowed, allowed on conditions, or not."""

import re
from collections.abc import Iterator

from bot.claim_assertion import Assertion, Words
from bot.claim_denial import TWICE, negated
from bot.claim_subjects import Reading

_COMMERCE = (
    r"(?:commercial(?:ly)?(?!ly| (?:models?|products?|llms?|apis?|rivals?|offerings?|alternatives?|competitors?|counterparts?|vendors?|provider|service|cloud|interest|success|value|systems?|software|language))"
    r"|商用|商业(?:化)?(?:用途|使用|应用|目的|场景|项目|用|部署|性使用)?(?!模型|产品|公司|软件|竞争|价值|API|服务|对手|银行|智能|版|闭源|化产品|机密))"
)
_COMMERCIAL = re.compile(
    rf"{_COMMERCE}|(?:use[ds]?|deploy\w*|integrat\w*|ship\w*|embed\w*|build\w*|built|sell|sold)[^.,;]{{0,24}} (?:in|into|for|within|as|inside|with) (?:a |an |your |our |any |their )?(?:commercial|paid|for-sale|closed-source|proprietary|revenue-generating)(?:,? (?:and |or )?[a-z-]+)?? (?:product|service|app|software|setting|project|offering|tool)s?|for[- ]profit|盈利(?:性)?用途|(?:用于|用在|用到|放进|集成到|集成进|嵌入到?|做进|装进)[^，。,]{{0,6}}(?:商业|付费|收费|闭源)(?:化)?(?:产品|项目|服务|软件|应用)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:\bnon|\bnot|n['’]t|\bno|\bnever|\bcannot|\bprohibit\w*|\bforb[ia]d\w*|\bdisallow\w*|\bexclud\w*|\bban(?:s|ned)?|\bbars?|\bbarred|\brules? out|\boff[- ]limits|\bwithout)[\s-]+(?:\w+[\s-]+){0,5}?$|(?:不可以?|不能|不得|不允许|禁止|严禁|无法|非|不支持|不许|不准|不适合|不适用于|不能用于|不得用于|并非|未授权)[^，。,；;]{0,8}$",
    re.IGNORECASE,
)
_DENIED_BEHIND = re.compile(
    r"^\s*(?:use|usage|purposes?|deployment|applications?|用途|使用|应用)?\s*(?:of (?:it|the model|this model|\W+) )?(?:is|are|was|were|has been|被|是|受到)?\s*(?:strictly |explicitly |expressly |严格|明确)?(?:not (?:allowed|permitted|possible|licen[cs]ed)|prohibited|forbidden|disallowed|excluded|banned|off[- ]limits|ruled out|禁止|不允许|不被允许|不可|不行|不许|forbid)",
    re.IGNORECASE,
)
_RESEARCH = re.compile(
    r"research[- ](?:use[- ])?only|(?:only|solely|exclusively|strictly|just)(?: \w+){0,3} (?:for|to) (?:\w+ ){0,3}?research|(?:limited|restricted|confined) to (?:\w+ ){0,3}research|for (?:\w+ ){0,2}research (?:purposes )?only|for research purposes only"
    r"|(?:仅|只)(?:限于?|供|能|可|允许|许|用于|能用于|可用于|限用于|允许用于|面向)?[^，。]{0,8}(?:学术)?研究|(?:限于|用于)(?:学术)?研究(?!和|与|及|、)[^，。]{0,4}(?:不|而非)",
    re.IGNORECASE,
)
_UNBOUND = re.compile(
    r"without (?:any )?(?:restrict|limit|condition|strings|permission|licen[cs]e)\w*|no (?:restrictions|conditions|strings|limits|limitations)|unrestricted|unconditional|fully|completely|freely|(?:没有|无|不受)(?:任何)?(?:附加)?(?:条件|限制)|无条件|完全|随意|自由|毫无|任意",
    re.IGNORECASE,
)
_FREE = re.compile(r"\bfree\b|免费", re.IGNORECASE)
_CONDITION = re.compile(
    r"condition|restrict|subject to|provided|as long as|unless|if\b|except|comply|limit|certain|some|terms|partly|caveat|below|up to|unless|users|revenue|permission|agreement|acceptable|attribution|条件|限制|遵守|前提|除非|只要|如果|须|需|部分|除外|以下|以内|月活|用户|条款|例外|申请|署名|一定|协议约束",
    re.IGNORECASE,
)
_PROVIDED = re.compile(
    r"^[，,;；\s]*(?:but )?(?:only |and only )?(?:if|provided|unless|as long as|so long as|subject to|except|with (?:some|certain|the|a few)? ?(?:restrict|condition|limit)|但(?:是)?(?:有|须|需(?!要注意)|必须|要遵|受|附)|除非|只要|前提|须|需遵|除)",
    re.IGNORECASE,
)
_LICENCE_SOLD = re.compile(
    r"commercial (?:licen[cs]e|agreement|terms)|商业(?:许可|授权|协议)|商用(?:许可|授权)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\s*(?:use|usage|用途|使用|许可|可用性|ly (?:usable|viable))?\s*(?:\([^)]*\)|ok|allowed|permitted)?\s*[?？]?\s*[:：]\s*(?P<said>.{1,40})",
    re.IGNORECASE,
)
_YES = re.compile(
    r"^\W*(?:yes|allowed|permitted|ok\b|free|可以?(?:商用)?|允许|能|是|支持|有条件)|^\s*[✅✓✔]",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^\W*(?:no\b|not\b|prohibited|forbidden|none|不|否|禁止|无)|^\s*[❌✗✘×]", re.IGNORECASE
)
_PERMITS = re.compile(
    r"\b(?:can|may|could|able|allow\w*|permit\w*|free\w*|licen[cs]ed?|available|usable|used|open|suitable|safe|enabl\w+|cleared|fine|ok|for|good|grants?|friendly|viable|deploy\w*)\b|可|允许|能|用于|支持|免费|开放|适合|友好|授权|许可|放心",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"\b(?:if|when|whether|should|consider|check|before|wants?|need|looking)\b|如果|若|假如|是否|想要|需要(?=.{0,6}商)|考虑|当您",
    re.IGNORECASE,
)


_ALLOWED_BEHIND = re.compile(
    r"^[\s-]*(?:use|usage|purposes?|deployments?|用途|使用|ly)?\s*(?:is |are )?(?:also |fully |explicitly |generally )?(?:allowed|permitted|possible|ok\b|okay|fine|free|supported|friendly|viable|ready|usable|licen[cs]ed)"
    r"|^[^，。；,]{0,12}?(?:允许|可以|可行|没问题|友好|支持|授权|免费)",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    r"^\s*(?:use|usage|users?|purposes?|deployment|用途|使用)?[,，]?\s*(?:you |one |companies |users )?(?:also |always |must |will |first )*(?:requires?|needs?|obtain|buy|is only (?:allowed|possible|permitted) with)\s+(?:to (?:buy|obtain|get) )?(?:a |an |prior |explicit |separate |paid |commercial |additional |extra |special |written |different |enterprise )*(?:licen[cs]e|permission|agreement|fee|payment|approval)"
    r"|^[^，。；,]{0,4}?(?:须|需要?|必须|要)(?!遵)[^，。；,]{0,14}?(?:授权|许可(?!证?条款)|付费|购买)",
    re.IGNORECASE,
)


_HOSTED = re.compile(
    r"\b(?:offer|sell|sold|resell|provide|expos|host|serv|run|rent|monetis|monetiz)\w*[^.,;]{0,24}? (?:as|through|via|behind) (?:a |an |your |our |their |its )?(?:own |paid |public |commercial )*(?:hosted |managed |cloud |inference |inference-as-a-service )*(?:API|service|endpoint|SaaS)s?\b"
    r"|(?:做成|作为|以|提供|搭建|开放|包装成|通过)[^，。；,;]{0,8}?(?:托管|对外)[^，。；,;]{0,6}?(?:API|服务|接口)|托管(?:API|服务|接口)?[^，。；,;]{0,6}?(?:对外|收费|出售)",
    re.IGNORECASE,
)
_UNASKED = re.compile(
    r"without (?:asking|any|needing|paying|having|permission|a (?:licen[cs]e|contract|fee))|no (?:permission|licen[cs]e|agreement|approval|strings)|无需|不需要?|不用|不必|无须",
    re.IGNORECASE,
)


def commerce(reading: Reading) -> Iterator[Assertion]:
    """What a statement says of commercial use."""
    plain = reading.plain
    for found in _RESEARCH.finditer(plain):
        if not negated(plain, found.start()):
            yield Assertion("commercial_use", *found.span(), Words(("no",)))
    for found in _HOSTED.finditer(plain):
        low, high = reading.segment(found.start())
        before, behind = plain[low : found.start()], plain[found.end() :]
        refused = negated(plain, found.start()) or _DENIED.search(before)
        bound = (_ADVICE.search(before) or _CONDITION.search(behind)) and not _UNASKED.search(
            behind
        )
        if _PERMITS.search(before[-60:]) and not refused and not bound:
            yield Assertion("commercial_use", *found.span(), Words(("hosted",)))
    for found in _COMMERCIAL.finditer(plain):
        low, high = reading.segment(found.start())
        if kind := _labelled(plain, found.end()) or _said(plain, found, low, high):
            yield Assertion("commercial_use", *found.span(), Words((kind,)))


def _labelled(plain: str, at: int) -> str:
    """What stands behind "commercial use:", as in lists and tables."""
    label = _LABEL.match(plain, at)
    if label is None:
        return ""
    if _NO.search(label["said"]):
        return "no"
    return "yes" if _YES.search(label["said"]) else ""


def _said(plain: str, found: re.Match[str], low: int, high: int) -> str:
    """What the words around a mention of commercial use make of it; nothing where they do not tell."""
    before, behind = plain[low : found.start()], plain[found.end() : high]
    if (_DENIED.search(before) and not TWICE.search(before)) or _DENIED_BEHIND.match(behind):
        return "no"
    if _NEEDS.match(behind):
        return "sold"
    advises = _LICENCE_SOLD.match(plain, found.start()) or _ADVICE.search(before)
    if advises or not (_PERMITS.search(before[-60:]) or _ALLOWED_BEHIND.match(behind)):
        return ""
    if _UNBOUND.search(before + behind):
        return "unconditional"
    if _CONDITION.search(behind) or _PROVIDED.match(plain[high:]):
        return "conditional"
    return "free" if _FREE.search(before + behind) else "yes"
