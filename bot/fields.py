"""The fields of a record that a question asks for, by the words for them in both languages."""

import re

# Field by field, the words that ask for it. Earlier ones win where `_CLEANED` says so.
FIELD_WORDS: dict[str, str] = {
    "parameters": r"块头|几\s*[bB](?![A-Za-z])|same size|谁(?:更)?大|参数|规模|规格|几个(?:版本|尺寸|大小)|体量|模型大小|多大(?!的?显存|的?内存)|\bpar[aáä]m(?:[eèé]tr?[eo]?r?)?s?\b|\bhow (?:big|large)\b|\bsizes?\b|how many (?:b|billion)\b",
    "active_parameters": r"激活|活跃参数|\bactiv(?:e|ated)\b(?!\s*users?)",
    "licence": r"li[cs]en[cs]\w*|\battribution\b|\bcredit (?:to|line)\b|\bbuilt with\b|\bnotices?\b|\b(?:show|display|mention)\b[^?]{0,24}\b(?:ui|app|website|logo|name)\b|署名|标注来源|注明出处|(?:要|需要|必须)[^，。？?]{0,6}(?:标注|注明|署名|声明|展示)|\b(?:usage|use|acceptable use) polic(?:y|ies)\b|\bterms of (?:use|service)\b|使用(?:政策|条款)|条款|许可|授权协议|开源协议|什么协议|协议|授权",
    "commercial_use": r"\bsaas\b|\bhost(?:ing|ed)?\b|as an api|in production|\binternally\b|\bship\b|卖钱|托管|内部(?:使用|用)|做.{0,6}(?:app|产品)|hospital|medical|clinic|医院|医疗|问诊|\bloans?\b|贷款|military|军事|surveillance|大厂|million users|亿用户|train (?:my|our|another) (?:own )?model|收费|付费产品|做产品|com+erc\w+|商用|商业|for[- ]profit|moneti[sz]|\bsell\b|盈利|赚钱|paid product|in (?:a|our|my) product|\b(?:my|our|a) (?:company|startup|start-up|business)\b|创业|公司(?:产品|能|可以|里|内)|产品(?:里|中)",
    "context": r"\bctx\b|(?:最多|能|可以|一次)[^，。？?]{0,6}(?:吃|读|塞|喂|装|处理|接受|输入|看)[^，。？?]{0,8}(?:token|词元|字)|上下文|\bcontext\b|窗口|序列长度|sequence length|max(?:imum)? (?:input|sequence)|输入(?:长度|多长)|最长.{0,6}输入|long(?:er)? (?:inputs?|texts?|documents?)|(?:input|prompt) length|输入.{0,4}(?:更?长)|长(?:文本|输入|文档)|多长的?(?:文本|输入|文章)|how long (?:a|an|can|of)",
    "released": r"哪一?天|哪日|(?<![开研批])发的|发布|出的|出来|放出|哪年|啥时候|几时|啥时|多久前|推出|问世|上线|什么时候|何时|哪一?年|哪个月|日期|几几年|年份|\bwhen\b|\breleased?\b|\blaunch|come out|came out|\bpublished\b|how old|release date|\bdates?\b|what year|which year|announced",
    "developer": r"\bdid \w+ (?:make|develop|create|build|train|release)|是(?![^，。？?]{0,8}(?:时候|[哪几]年|年|[哪几]月|月|天|日)).{0,10}(?:做|开发|出|搞)的|(?:company|team|lab|people|organi[sz]ation|group|institute)s? behind|谁.{0,8}(?:开发|发布|推出|做|训练|研发|创建|造|出品)|谁(?:的|家)|哪家|哪个(?:公司|机构|团队|组织|国家|实验室)|什么(?:公司|机构|团队|组织)|开发者|开发商|开发方|出品|研发|(?:由|是).{0,6}开发|开发的|\bwho(?:'s|’s|s| is| are)? (?:the )?(?:maker|author|creator|developer|behind|company|people)|\bwho (?:made|created|developed|built|trained|released|published|launched|makes|develops|owns|is behind|are behind|wrote|invented|introduced)|\bwhich (?:company|organi[sz]ation|lab|team|group|institute)|\bwhat (?:company|organi[sz]ation|lab|team)|develop(?:er|ed by)s?\b|creators?\b|\bmaker\b|made by|behind\b|\bvendor\b",
    "languages": r"\blanguages? (?:supported|covered|known|does|do|can|is|are)\b|\bsupported languages?\b|(?:支持|多少|几|哪些|什么).{0,6}语言|how many languages|(?:what|which) languages|(?<!大)(?<!型)语言(?!模型)|语种|(?<!programming )(?<!large )\blanguages?\b(?! model)|multilingual|多语|\bspeaks?\b|(?:支持|懂|会|能说|support|speak|understand|handle|know|good (?:at|in|with)|擅长|处理).{0,12}(?:中文|英文|英语|汉语|法语|德语|日语|韩语|chinese|english|french|german|spanish|japanese|korean|arabic|russian|hindi)|(?:中文|英文|英语|法语|日语)(?:能力|支持|怎么样|好不好|行不行)|programming languages|编程语言",
    "training_tokens": r"(?:trillion|billion|万亿|亿)\s*(?:个\s*)?(?:token|词元)|(?:训练|用了|多少|数量).{0,8}(?:token|词元)|(?:token|词元).{0,6}(?:数|训练|多少)|(?:train|how many|number of).{0,24}tokens?|tokens?.{0,16}train|训练量|how much (?:data|text)|多少(?:训练)?(?:数据|语料)",
    "training_data": r"cut-?off|更开放|\bmore open\b|\bopen about\b|数据(?:是否|是不是|有没有|都)?(?:开放|公开|开源|透明)|\bdata (?:open|public)|数据截止|训练数据到|训练数据|数据集|语料|data ?sets?\b|training data|(?:was|were|is|been) .{0,30}trained on|\bcorpus\b|what data|which data|什么数据|哪些数据|用(?:的|了)?(?:什么|哪些|啥).{0,6}训练",
    "tuning": r"rlhf|怎么调|调教|调优|微调|fine-?tun\w*|强化学习|reinforcement|human feedback|人类反馈|instruct(?:ion)?[- ]tun|对齐|alignment",
    "memory": r"on disk|weights? size|权重.{0,6}(?:多大|多少)|\bfits?\b|显存|内存|显卡|vram|\bmemory\b|\bram\b|\bgpus?\b|hardware|硬件|部署|(?:能|可以|跑).{0,8}(?:跑|运行)|跑(?:得|不)?(?:动|起来|在)|(?:随便|能不能|可以|直接)跑|单卡|带得动|吃得下|\brun(?:s|ning)? (?:on|it|locally)|\b(?:can|will) .{0,30}\brun\b|\bfits? (?:on|in|into|onto)|laptop|笔记本|几张卡|\bdeploy|requirements?\b",
    "architecture": r"架构|\bmoe\b|mixture[- ]of[- ]experts|\bdense\b|混合专家|稠密|编码器|解码器|\bencoder|\bdecoder|architecture|生成(?:文本|模型|式)|写(?:小说|文章|诗|故事)|\bgenerat\w+|\bwrites? (?:a |an )?(?:nov|stor|text|poe)",
    "benchmark": r"benchmark|leader ?board|\branked?\b|排行榜|榜单|榜首|第一名|\bevaluat\w+|评估|评测|跑分|得分|分数|mmlu|\bscores?\b|hellaswag|squad|lambada|human ?eval|gsm-?8k|c-?eval|cmmlu|truthfulqa|\baime\b|gpqa|swe-?bench|livecodebench|mt-?bench|ifeval|\bbbh\b|winogrande|\bglue\b|\barc\b|\belo\b|测评|成绩|\bresults?\b",
    "access": r"去哪儿?下|在哪儿?下|怎么拿|从哪儿?(?:下|拿)|\bgated\b|下载(?!量|次数)|获取|怎么用上|(?<!many )(?<!of )download(?!s? (?:count|number))|(?:how|where) (?:do|can) (?:i|we) (?:get|access|obtain|find)|get access|(?:open|public|available).{0,20}weights|weights?.{0,30}(?:available|public|open|request)|权重.{0,10}(?:公开|开放|下载|申请|获取)|需要申请|公开(?:吗|了吗|下载)|publicly available",
    "base_model": r"基于(?:哪|什么)|基座|底座|base model|(?:based|built) on (?:which|what)|(?:what|which).{0,40}(?:based|built) on|derived from|从零(?:开始)?训练|train\w* from scratch|由(?:哪|什么).{0,4}模型|fine-?tuned from|从(?:哪|什么)",
    "attention": r"\bgqa\b|\bmqa\b|multi-?query|grouped[- ]query|层数|多少层|几层|\blayers?\b|注意力头|attention heads?|hidden size|隐藏层|维度|\bheads\b",
    "hub_id": r"\bhf (?:id|repo|link|page|name)|hugging ?face.{0,4}(?:地址|链接|link|page|仓库)|hugging ?face (?:id|name|repo)|hub id|模型 ?id",
    "ollama": r"\bollama\b",
}
# A word that belongs to one field must not also call another.
_CLEANED: tuple[tuple[str, str, str], ...] = (
    (
        "licence",
        "released",
        r"releas(?:e|ed)[^.?!]{0,12}under|发布(?!时间|日期)[^和与、，,]{0,6}(?:协议|许可)|(?:协议|许可)[^和与、，,]{0,6}发布(?!时间|日期)",
    ),
    (
        "developer",
        "released",
        r"谁.{0,4}(?:发布|推出)|(?:公司|机构|团队|组织|who|company|lab|team)[^.?!]{0,12}(?:发布|推出|releas|launch|publish)",
    ),
    ("tuning", "training_data", r"."),
    (
        "active_parameters",
        "parameters",
        r"^(?!.*(?:total|总|\band\b[^?]*activ|activ\w*[^?]*\band\b|how big|多大)).",
    ),
    (
        "memory",
        "parameters",
        r"权重|on disk|weights? size|多大的?(?:显存|内存|显卡)|how (?:big|large) (?:a |of a )?(?:gpu|card)",
    ),
    (
        "context",
        "training_tokens",
        r"(?:吃|读|塞|喂|装|处理|接受|输入|看)[^，。？?]{0,8}(?:token|词元|字)|take in|\bhandle\b|\baccept|\binput|at once",
    ),
    ("training_tokens", "context", r"^(?!.*(?:\bcontext|上下文|窗口)).*train"),
    ("training_tokens", "training_data", r"tokens?|词元|多少|how much"),
    ("benchmark", "languages", r"."),
    (
        "context",
        "parameters",
        r"(?:window|context)\s+(?:size|length)|size of (?:the |its )?(?:context|window)|多大的?(?:上下文|窗口)|(?:上下文|窗口)[^，。？?]{0,6}(?:大小|多大)",
    ),
    ("attention", "parameters", r"hidden size|隐藏层大小"),
)

# Words that ask for a field only where nothing else is the question's subject: "how big is BLOOM"
# asks for its parameters, "how big is its vocabulary" does not.
_WEAK: dict[str, str] = {
    "parameters": r"多大|\bhow (?:big|large)\b|\bsizes?\b|规模",
    "memory": r"\bgpus?\b|显卡|requirements?\b",
    "released": r"\bwhen (?:was|were|is|did|has) (?:it|they|this|that) (?:\w+ )?(?:out|made|come|born|public)|\bwhen\b|什么时候|啥时候|几时|何时|哪一?年|\bdates?\b|what year|which year|announced|出的|出来|发的|哪一?天",
    "developer": r"behind\b",
    "languages": r"(?<!大)(?<!型)语言(?!模型)|\blanguages?\b",
}


# What people ask of a model and no record holds: asked for by one of these words, it is refused.
NOT_HELD = re.compile(
    r"融资|估值|市值|上市|多少员工|创始人|总部|招聘|valuation|\bfunding\b|\braised\b|\binvestors?\b|\bfounders?\b|headquarter|\bhiring\b|\bipo\b|vocab\w*|tokeni[sz]er|optimi[sz]er|learning rate|batch size|epochs?\b|gpu[- ]hours?|training (?:time|cost|steps)|how (?:long|many (?:gpus?|days|hours|weeks)) .{0,20}train|"
    r"downloads?\b(?=.{0,12}(?:count|number))|(?:how many|number of) (?:downloads|stars|forks|users|employees|citations)|carbon|emission|energy|electricity|water use|"
    r"loss\b|perplexity|latency|throughput|tokens? per second|tokens?/s|how fast|inference speed|activation function|dropout|salary|ceo\b|revenue|stock|password|api key|"
    r"\b(?:train\w*|develop\w*|build)\b.{0,20}\bcosts?\b|\bcosts?\b.{0,20}\b(?:train|develop|build)\b|how much .{0,12}(?:spent|spend)|词表|词汇表|训练.{0,12}(?:花|费|用)了?.{0,6}(?:钱|美元|人民币|万元|欧元)|花了?多少(?:钱|美元|人民币)|分词器|优化器|学习率|批大小|批次|训练轮|训练(?:时间|时长|成本|步数|了多久)|多少.{0,6}(?:天|小时|张卡|块卡).{0,8}训练|训练.{0,12}(?:多少|几).{0,6}(?:天|小时|卡|GPU)|下载量|下载次数|星标|多少(?:用户|人在用)|"
    r"碳排放|碳足迹|能耗|耗电|用水|困惑度|延迟|吞吐|推理速度|多快|激活函数|工资|薪水|股价|营收|密码|密钥|论文引用",
    re.IGNORECASE,
)


def weak_fields(bare: str, fields: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the fields that only a word of many meanings asks for."""

    def strong(name: str) -> bool:
        asking = re.finditer(FIELD_WORDS[name], bare, re.IGNORECASE)
        return any(not re.fullmatch(_WEAK[name], found.group(), re.IGNORECASE) for found in asking)

    return tuple(name for name in fields if name in _WEAK and not strong(name))


# What the asker wants to do with a model, not what was done to it.
_OWN_TUNING = re.compile(
    r"\b(?:i|we|us|to|and|may|can|could)\s+(?:\w+\s+)?(?:fine-?tune|train|adapt)\b|微调(?:完|好|过后|后|之后|以后|一下|出|成|再|并)|(?:拿|用|把|基于|在)[^，。？?]{0,16}(?:做|来|去|上)?微调|自己微调|再微调",
    re.IGNORECASE,
)
# A place where a model is put to work, rather than what it needs there.
_DEPLOYED = re.compile(r"部署|\bdeploy\w*|\brun(?:s|ning)?\b", re.IGNORECASE)
_NEEDS = re.compile(
    r"显存|内存|显卡|几张|多少.{0,3}卡|跑得|vram|memory|\bgpus?\b|\bgb\b|\d\s*g\b|hardware|硬件|配置|laptop|笔记本|手机|\bphone|locally|本地|\bcpu\b",
    re.IGNORECASE,
)


def of_permission(bare: str, fields: tuple[str, ...]) -> tuple[str, ...]:
    """The fields without those that only say what is to be done, where it is asked if it may be."""
    permitted = "commercial_use" in fields or last_resort(bare)[:1] == ("commercial_use",)
    doing = {
        name
        for name, words, unless in (("tuning", _OWN_TUNING, None), ("memory", _DEPLOYED, _NEEDS))
        if name in fields and words.search(bare) and not (unless and unless.search(bare))
    }
    if not permitted or not doing:
        return fields
    left = tuple(name for name in fields if name not in doing)
    return left if "commercial_use" in left else (*left, "commercial_use")


# What a question of a model is about where no word of a field stands in it.
_LAST_RESORT: tuple[tuple[str, str], ...] = (
    (
        "commercial_use",
        (
            r"\b(?:re-?sell|legal(?:ly)?|lawful|illegal|allowed|permitted|permission|compliant|compliance|okay|ok|fine|safe|free)\b[^?]{0,12}\b(?:to|for|if|with|us|we|in|at|(?:sell|us|host|offer|shipp|resell|deploy|distribut)ing)\b|\b(?:legal|allowed|permitted|compliant|ok|okay|fine)\b\W*$"
            r"|\b(?:may|can|could|are|is|am)\s+(?:we|i|you|a|an|our|my|the|one|someone)\b[^?]{0,60}\b(?:use|offer|redistribute|ship|deploy|embed|integrate|bundle|licen[cs]e|put|include|distribute|publish|modify|fork|sublicen[cs]e)\b"
            r"|转卖|倒卖|售卖|卖(?:给|吗|掉|出)|合法|合规|违法|违规|侵权|允许|许不许|让不让|能用(?:吗|么|不|在|于)|可以用|能不能用|可不可以用|用得了吗|行吗|行不行|可以(?:吗|吧|不|么)|能(?:吗|不)\W*$|[月日]活|毕业论文|论文|科研|研究用|学校|银行|政府|政务|国企|军工|教学|分发|再发布|内网|自用|个人用"
        ),
    ),
    (
        "architecture",
        r"\bmoe\b|mixture[- ]of[- ]experts|\bdense\b|\bsparse\b|混合专家|稠密|专家模型|\b(?:chat|chatbot|converse|talk|write|translate|summari[sz]e|generate|draft|classif\w*|embed\w*|answer questions)\b|写|聊天|对话|翻译|摘要|总结|生成|分类|问答|能(?:做|当|干)",
    ),
    (
        "parameters",
        r"\d\s*(?:亿|万亿|[bB](?![A-Za-z])|billion|million)(?!\s*(?:个\s*)?(?:(?:monthly|daily|active|registered|月|日|活跃)\s*)*(?:token|词元|users?|用户|MAU))",
    ),
)


def last_resort(bare: str) -> tuple[str, ...]:
    """The field that a question of a named model is about where no word for one stands in it."""
    for name, words in _LAST_RESORT:
        if re.search(words, bare, re.IGNORECASE):
            return (name,)
    return ()


def find_fields(bare: str) -> tuple[str, ...]:
    """The fields of a record that a question, without its names, asks for."""
    places = {
        name: found.start()
        for name, words in FIELD_WORDS.items()
        if (found := re.search(words, bare, re.IGNORECASE))
    }
    asked = sorted(
        places, key=lambda name: places[name]
    )  # in the order in which they are asked for
    for wins, loses, where in _CLEANED:
        if wins in asked and loses in asked and re.search(where, bare, re.IGNORECASE):
            asked.remove(loses)
    return tuple(asked)
