"""Questions that are none of ours: errands, a person's own troubles, other people's data, secrets, the world."""

import re
from typing import Literal

from bot.answer import Verdict
from bot.draft import Draft
from bot.refuse import off_topic, refusal

Outside = Literal["errand", "personal", "private", "secret", "world"]

_SECRET = re.compile(
    r"system prompts?\b|\byour (?:\w+ ){0,3}(?:prompts?|instructions|hidden rules|config\w*|settings|secrets?|credentials|api keys?|passwords?|environment)\b"
    r"|\b(?:api|access|secret|private|slack|bot) (?:keys?|tokens?)\b[^?]{0,40}\b(?:you|your|environment|server|stored|configured)\b|environment variables?|(?<![\w.])\.env\b|/etc/passwd"
    r"|系统提示词?|(?:你|你的|内部|后台)的?(?:初始|隐藏|内部|完整|原始)*的?(?:提示词|指令|设定|规则|配置|密钥|密码|口令|凭证|环境变量)|环境变量|(?:API|访问|私)\s*密?钥",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"['’]s (?:home |private |personal |phone |mobile |e-?mail )*(?:address|phone number|number|phone)\b|\b(?:home|private|e-?mail|street|postal) address\b|\b(?:phone|mobile) numbers? of\b|\b(?:phone|mobile) number\b(?=[^?]{0,30}\b(?:ceo|founder|author|developer|employee|user|customer))|\bwhere (?:does|do) [^?]{1,40}\blive\b"
    r"|\b(?:salar(?:y|ies)|wages?|net worth)\b|\bhow much (?:does|do|did|is|are) [^?]{1,40}\b(?:earn|paid|make a year)\b|\bhow old is\b(?=[^?]{0,30}\b(?:ceo|founder|altman|musk|zuckerberg))"
    r"|\b(?:our|the|other|your) (?:users?|customers?|clients?|employees?|colleagues?)['’]?s? (?:data|names?|e-?mails?|passwords?|questions?|messages?|list|records|phone\w*)\b|\bwhat (?:did|have|are) (?:other|the other) (?:people|users|colleagues)[^?]{0,20}\bask"
    r"|(?:家庭)?(?:住址|住在哪|电话是多少|手机号是|的(?:手机号|电话号码|邮箱|身份证号))|(?:工资|薪水|年薪|月薪|收入)[^？?]{0,6}(?:多少|几)|(?:其他|别的)(?:用户|人|同事)[^？?]{0,8}(?:问|聊|说)了|(?:用户|客户|员工|同事)的?(?:名单|数据库|个人信息|隐私|聊天记录|联系方式|邮箱)|聊天记录",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\bmy (?:\w+ )?(?:chest|head|tooth|teeth|stomach|back|knee|throat|heart|doctor|landlord|boss|wife|husband|girlfriend|boyfriend|ex|neighbou?r|dog|cat|baby|visa|mortgage|pension)\b|\b(?:aspirin|ibuprofen|antibiotics?|symptoms?|diagnos\w+ me|headache|fever|pregnan\w+|divorce|lawsuit|sue (?:my|the|him|her|them)|evict\w*|arrested)\b|\bshould i (?:see a doctor|invest|buy (?:stocks?|shares|bitcoin|a house)|marry|quit)"
    r"|(?:我|家人|孩子|宝宝|老婆|老公)[^。？?]{0,8}(?:头疼|头痛|肚子疼|胃疼|牙疼|胸口|发烧|咳嗽|失眠|感冒|过敏|怀孕|抑郁)|吃什么药|看什么科|离婚|房东|劳动仲裁|被辞退|起诉(?:他|她|公司|对方)|买(?:哪只|什么)?(?:股票|基金|比特币)|分手|相亲",
    re.IGNORECASE,
)
_ERRAND = re.compile(
    r"^\W*(?:(?:please|pls|hey|hi|ok|now|can you|could you|would you|will you|i need you to|i want you to|help me(?: to)?)[,\s]+)*(?:write|translate|draft|compose|solve|debug|fix|refactor|proofread|rewrite|rephrase|code|implement|paint|draw|calculate|compute|sing|act as|pretend|roleplay|tell me a (?:joke|story)|make me|do my|finish my|complete my|(?:summari[sz]e|correct) (?:this|the following|my))\b"
    r"|(?:帮|给|替|为)(?:我|我们|俺|咱)?(?:们)?(?:把[^，。？?]{1,14})?(?:写|翻译|润色|改写|修改|改一下|解(?:一|这)|解方程|算|画|起草|编|做(?:一道|这道|作业|个?PPT)|总结(?:这|下面|以下)|生成一)|^\W*(?:请)?(?:翻译|写一?[首篇段封个]|润色|改写|续写|扮演|讲个(?:笑话|故事))|(?:这道|这个)?(?:作业|数学题|应用题|方程)(?:怎么)?(?:做|解|写)",
    re.IGNORECASE,
)
_WORLD = re.compile(
    r"\b(?:weather|rain(?:ing)?|snow(?:ing)?|recipes?|cook(?:ing)?|bake|lasagn\w*|pizza|football|soccer|basketball|world cup|olympics|movies?|netflix|lyrics|songs?|horoscope|zodiac|lottery|flights?|hotels?|restaurants?|president|prime minister|election|population of|capital of|tallest|mountain|homework|bitcoin|share price|stock price|traffic|train to|birthday|wedding|holiday)\b"
    r"|天气|下雨|下雪|气温|菜谱|食谱|怎么做(?:菜|饭)|红烧|好吃|足球|篮球|世界杯|奥运|电影|歌词|星座|彩票|机票|酒店|餐厅|总统|首都|人口|最高的山|股价|股票|堵车|高铁|火车票|放假|作业",
    re.IGNORECASE,
)
# Words of the field: a question with one of them is about models, however it is worded.
_OF_MODELS = re.compile(
    r"\b(?:models?|llms?|licen[cs]e\w*|parameters?|tokens?|fine-?tun\w*|chatbots?|encoders?|decoders?|quanti[sz]\w*|gpus?|vram|article|open[- ]source)\b|模型|许可|协议|参数|显存|微调|文章|开源|机器人|助手|系统|产品|选型|商用",
    re.IGNORECASE,
)


def outside(text: str, *, named: bool) -> Outside | None:
    """What kind of question none of ours is, or None; `named` tells that it names a model."""
    if _SECRET.search(text):
        return "secret"
    if _PRIVATE.search(text) and not (named and _OF_MODELS.search(text)):
        return "private"
    if named or _OF_MODELS.search(text):
        return None
    if _ERRAND.search(text):
        return "errand"
    if _PERSONAL.search(text):
        return "personal"
    return "world" if _WORLD.search(text) else None


def refuse_outside(draft: Draft, kind: Outside) -> Verdict:
    """The refusal of such a question, with what can be asked instead."""
    match kind:
        case "secret":
            return refusal(
                draft,
                "I do not give out instructions, settings or keys, mine or anybody's. Ask me about open language models.",
                "我不提供任何指令、设置或密钥，不论是我的还是别人的。可以问我开源大语言模型的问题。",
            )
        case "private":
            return refusal(
                draft,
                "I hold no data on people or on users, and would not give them out. I only answer about open language models.",
                "我没有任何个人或用户的资料，也不会提供。我只回答开源大语言模型的问题。",
            )
        case "errand":
            return refusal(
                draft,
                "I do not write, translate or compute things myself: I only answer which open language model is for what. Ask for example which model may be used commercially for that.",
                "我自己不代写、不翻译、不计算，只回答哪个开源大语言模型适合做什么。例如可以问：做这件事可以商用的模型有哪些？",
            )
        case "personal":
            return refusal(
                draft,
                "On health, law and money in a personal matter I do not advise; please ask someone qualified. I only answer about open language models.",
                "健康、法律、理财等个人事务我不提供建议，请咨询专业人士。我只回答开源大语言模型的问题。",
            )
        case "world":
            return off_topic(draft)
