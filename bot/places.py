"""Countries that a question names: where the asker's company is, and where a model should come from."""

import re
from typing import TypedDict

from bot.wording import COUNTRY_NAMES

# ISO 3166-1 alpha-2; a code outside it would be a country that no licence names, so all would do.
ISO_COUNTRIES = frozenset(
    (
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
        "BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ "
        "EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW "
        "GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY "
        "KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV "
        "MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
        "QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG "
        "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM "
        "ZW"
    ).split()
)
SAME_COUNTRY = {"UK": "GB", "EL": "GR"}  # what people and the EU write beside ISO 3166
_WORDS = {
    "US": r"\b(?-i:US)\b|\bu\.s\.|\busa\b|united states|\bamerica(?:n)?\b|美国",
    "CN": r"\bchina\b|\bchinese (?=compan|lab|model|vendor|developer|maker|origin)|中国|国产",
    "DE": r"\bgermany\b|\b(?:berlin|munich|hamburg|frankfurt|cologne|stuttgart)\b|柏林|慕尼黑|汉堡(?!包)|法兰克福|\bgerman (?=compan|firm|start)|德国",
    "FR": r"\bfrance\b|\b(?:paris|lyon|marseille)\b|巴黎|里昂|\bfrench (?=compan|firm|start|lab)|法国",
    "GB": r"\buk\b|\blondon\b|伦敦|united kingdom|\bbritain\b|\bbritish\b|英国",
    "KR": r"\bsouth korea\b|\bkorean (?=compan|firm|lab)|韩国",
    "JP": r"\bjapan\b|日本",
    "EU": r"\b(?-i:EU)\b|\beurope(?:an)?(?: union)?\b|欧盟|欧洲",
    "CH": r"\bswitzerland\b|\bswiss\b|瑞士",
    "IT": r"\bitaly\b|\b(?:milan|rome)\b|米兰|罗马|意大利(?!语)",
    "ES": r"\bspain\b|\b(?:madrid|barcelona)\b|马德里|巴塞罗那|西班牙(?!语)",
    "NL": r"\bnetherlands\b|\bamsterdam\b|阿姆斯特丹|荷兰(?!语)",
    "AE": r"\bemirates\b|\buae\b|阿联酋",
    "CA": r"\bcanad(?:a|ian)\b|加拿大",
    "IN": r"\bindia\b|印度(?!尼|语)",
    "IE": r"\bireland\b|\birish\b|\bdublin\b|爱尔兰|都柏林",
    "AT": r"\baustria\b|\bvienna\b|奥地利|维也纳",
    "BE": r"\bbelgium\b|\bbrussels\b|比利时|布鲁塞尔",
    "PL": r"\bpoland\b|\bwarsaw\b|波兰|华沙",
    "SE": r"\bsweden\b|\bstockholm\b|瑞典|斯德哥尔摩",
    "FI": r"\bfinland\b|\bhelsinki\b|芬兰|赫尔辛基",
    "DK": r"\bdenmark\b|\bcopenhagen\b|丹麦|哥本哈根",
    "PT": r"\bportugal\b|\blisbon\b|葡萄牙(?!语)|里斯本",
    "CZ": r"\bczech(?:ia| republic)\b|\bprague\b|捷克(?!语)|布拉格",
    "GR": r"\bgreece\b|\bathens\b|希腊(?!语)|雅典",
    "HU": r"\bhungary\b|\bbudapest\b|匈牙利(?!语)|布达佩斯",
    "RO": r"\bromania\b|罗马尼亚",
    "NO": r"\bnorway\b|\boslo\b|挪威(?!语)|奥斯陆",
    "BR": r"\bbrazil\b|巴西",
    "AU": r"\baustralia\b|\bsydney\b|澳大利亚|悉尼",
    "HK": r"\bhong kong\b|香港",
    "TW": r"\btaiwan\b|台湾",
    "SG": r"\bsingapore\b|新加坡",
}
# The country of the company, not of the model: "our company is in Germany", "我们公司在德国".
_OURS = (
    r"(?:compan\w*|firm|start-?up|business|we(?:'re| are)?|based|headquartered|located|team|users?|customers?)"
    r"(?:(?!\b(?:made|built|trained|developed|created|produced|models?\s+(?:from|of|by))\b)[^.?!,;]){0,24}"
    r"\b(?:in|of|from)\s+(?:the\s+)?$"
)
_MAKERS = re.compile(
    r"\b(?:models?|LLMs?)\s+(?:\w+\s+)?(?:from|by|of)\s+(?:an?\s+|the\s+)?"
    r"(?:compan\w+|firms?|start-?ups?)\s+(?:based\s+)?(?:in|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_OURS_ZH = r"(?:公司|企业|团队|我们|总部)[^。？！，；]{0,10}(?:在|位于|是)\s*$"
_COMPANY_AFTER = re.compile(
    r"\s*(?:based\s+)?(?:compan|firm|start-?up|business|team|subsidiar|branch|office|affiliate)|\s*(?:的)?\s*(?:子公司|分公司|办公室|办事处|分部)|\s*(?:的)?\s*(?:公司|企业|团队|用户)",
    re.IGNORECASE,
)
_MAKER_AFTER = re.compile(
    r"\s*(?:的)?\s*(?:公司|企业|厂商|团队|机构|实验室)\s*(?:做|开发|出|推出|训练|研发|发布|搞|的模型|的大模型)|\s*(?:companies|company|firms?|labs?|vendors?)['’]s?\s+models?",
    re.IGNORECASE,
)
_MADE_AFTER = re.compile(
    r"\s*(?:lab|vendor|developer|maker|model|LLM)|\s*(?:的)?\s*(?:开源)?(?:模型|厂商|大模型|开发)",
    re.IGNORECASE,
)
_MODEL_AFTER = re.compile(r"\s*(?:models?\b|LLM)|\s*的?\s*(?:开源)?大?模型", re.IGNORECASE)
_MADE_BEFORE = re.compile(
    r"(?:models?|developed|made|built|trained|comes?|coming|developers?|vendors?|from|by)\s+(?:\w+\s+)?(?:in|from|by|of)?\s*(?:the\s+)?(?:companies in\s+)?$",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:\bnot|\bno|\bnon-?|except|avoid\w*|without|outside|不要|不是|非|除了?|排除)\s*(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


_OF_COMPANIES = re.compile(
    r"\s*(?:based\s+)?(?:compan|firm|lab|vendor|start-?up)|\s*的?\s*(?:公司|企业|厂商|大厂)",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:\b(?:from|by|of)|来自|出自|只要|选)\s*(?:an?\s+|the\s+)?$", re.IGNORECASE)


class Places(TypedDict, total=False):
    """The places that a question demands, as the fields of the constraints."""

    region: str | None
    countries: tuple[str, ...]
    no_countries: tuple[str, ...]


def find_places(text: str) -> Places:
    """Where the company is (`region`), and where the developer should be or not be."""
    region = None
    wanted: list[str] = []
    unwanted: list[str] = []
    for code, words in _WORDS.items():
        for found in re.finditer(words, text, re.IGNORECASE):
            before = text[: found.start()]
            after = text[found.end() :]
            if _OF_COMPANIES.match(after) and (_NOT.search(before) or _BY.search(before)):
                # "no models of Chinese companies": whose company it is, the asker's or the
                # maker's, would turn the meaning round.
                (unwanted if _NOT.search(before) else wanted).append(code)
            elif _is_ours(before, after):
                region = code
            elif _is_of_makers(before, text, found) and code in {*COUNTRY_NAMES, "EU"}:
                (unwanted if _NOT.search(before) else wanted).append(code)
    return Places(
        region=region,
        countries=tuple(dict.fromkeys(wanted)),
        no_countries=tuple(dict.fromkeys(unwanted)),
    )


def _is_ours(before: str, after: str) -> bool:
    if _MAKER_AFTER.match(after):
        return False
    if _COMPANY_AFTER.match(after):
        return True
    if _MAKERS.search(before) or _MODEL_AFTER.match(after):
        return False
    return bool(re.search(_OURS, before, re.IGNORECASE) or re.search(_OURS_ZH, before))


def _is_of_makers(before: str, text: str, found: re.Match[str]) -> bool:
    if found.group() == "国产" or _MAKER_AFTER.match(text, found.end()):
        return True
    return bool(
        _MADE_AFTER.match(text, found.end())
        or _MADE_BEFORE.search(before)
        or _MAKERS.search(before)
    )
