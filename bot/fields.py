"""The fields of a record that a question asks for, by the words for them in both languages."""

import re

# Field by field, the words that ask for it. Earlier ones win where `_CLEANED` says so.
FIELD_WORDS: dict[str, str] = {
    "parameters": r"块头|same size|谁(?:更)?大|参数|规模|规格|几个(?:版本|尺寸|大小)|体量|模型大小|多大(?!的?显存|的?内存)|\bpar[aáä]m(?:[eèé]tr?[eo]?r?)?s?\b|\bhow (?:big|large)\b|\bsizes?\b|how many (?:b|billion)\b",
    "licence": r"li[cs]en[cs]\w*|许可|授权协议|开源协议|什么协议|协议|授权",
    "commercial_use": r"\bsaas\b|\bhost(?:ing|ed)?\b|as an api|in production|\binternally\b|\bship\b|卖钱|托管|内部(?:使用|用)|做.{0,6}(?:app|产品)|hospital|medical|clinic|医院|医疗|问诊|\bloans?\b|贷款|military|军事|surveillance|大厂|million users|亿用户|train (?:my|our|another) (?:own )?model|收费|付费产品|做产品|com+erc\w+|商用|商业|for[- ]profit|moneti[sz]|\bsell\b|盈利|赚钱|paid product|in (?:a|our|my) product|\b(?:my|our|a) (?:company|startup|start-up|business)\b|创业|公司(?:产品|能|可以|里|内)|产品(?:里|中)",
    "context": r"\bctx\b|上下文|\bcontext\b|窗口|序列长度|sequence length|max(?:imum)? (?:input|sequence)|输入(?:长度|多长)|最长.{0,6}输入|long(?:er)? (?:inputs?|texts?|documents?)|(?:input|prompt) length|输入.{0,4}(?:更?长)|长(?:文本|输入|文档)|多长的?(?:文本|输入|文章)|how long (?:a|an|can|of)",
    "released": r"哪一?天|哪日|发的|发布|出的|出来|放出|哪年|推出|问世|上线|什么时候|何时|哪一?年|哪个月|日期|几几年|年份|\bwhen\b|\breleased?\b|\blaunch|come out|came out|\bpublished\b|how old|release date|\bdates?\b|what year|which year|announced",
    "developer": r"\bdid \w+ (?:make|develop|create|build|train|release)|是.{0,10}(?:做|开发|出|搞)的|(?:company|team|lab|people|organi[sz]ation|group|institute)s? behind|谁.{0,8}(?:开发|发布|推出|做|训练|研发|创建|造|出品)|谁(?:的|家)|哪家|哪个(?:公司|机构|团队|组织|国家|实验室)|什么(?:公司|机构|团队|组织)|开发者|开发商|开发方|出品|研发|(?:由|是).{0,6}开发|开发的|\bwho (?:made|created|developed|built|trained|released|published|launched|makes|develops|owns|is behind|are behind|wrote|invented|introduced)|\bwhich (?:company|organi[sz]ation|lab|team|group|institute)|\bwhat (?:company|organi[sz]ation|lab|team)|develop(?:er|ed by)s?\b|creators?\b|\bmaker\b|made by|behind\b|\bvendor\b",
    "languages": r"(?:支持|多少|几|哪些|什么).{0,6}语言|how many languages|(?:what|which) languages|(?<!大)(?<!型)语言(?!模型)|语种|(?<!programming )(?<!large )\blanguages?\b(?! model)|multilingual|多语|\bspeaks?\b|(?:支持|懂|会|能说|support|speak|understand|handle|know|good (?:at|in|with)|擅长|处理).{0,12}(?:中文|英文|英语|汉语|法语|德语|日语|韩语|chinese|english|french|german|spanish|japanese|korean|arabic|russian|hindi)|(?:中文|英文|英语|法语|日语)(?:能力|支持|怎么样|好不好|行不行)|programming languages|编程语言",
    "training_tokens": r"(?:训练|用了|多少|数量).{0,8}(?:token|词元)|(?:token|词元).{0,6}(?:数|训练|多少)|(?:train|how many|number of).{0,24}tokens?|tokens?.{0,16}train|训练量|how much (?:data|text)|多少(?:训练)?(?:数据|语料)",
    "training_data": r"cut-?off|数据截止|训练数据到|训练数据|数据集|语料|data ?sets?\b|training data|(?:was|were|is|been) .{0,30}trained on|\bcorpus\b|what data|which data|什么数据|哪些数据|用(?:的|了)?(?:什么|哪些|啥).{0,6}训练",
    "tuning": r"rlhf|怎么调|调教|调优|微调|fine-?tun\w*|强化学习|reinforcement|human feedback|人类反馈|instruct(?:ion)?[- ]tun|对齐|alignment",
    "memory": r"on disk|weights? size|权重.{0,6}(?:多大|多少)|\bfits?\b|显存|内存|显卡|vram|\bmemory\b|\bram\b|\bgpus?\b|hardware|硬件|部署|(?:能|可以|跑).{0,8}(?:跑|运行)|跑(?:得|不)?(?:动|起来|在)|\brun(?:s|ning)? (?:on|it|locally)|\b(?:can|will) .{0,30}\brun\b|\bfits? (?:on|in|into|onto)|laptop|笔记本|几张卡|\bdeploy|requirements?\b",
    "architecture": r"架构|编码器|解码器|\bencoder|\bdecoder|architecture|生成(?:文本|模型|式)|写(?:小说|文章|诗|故事)|\bgenerat\w+|\bwrites? (?:a |an )?(?:nov|stor|text|poe)",
    "benchmark": r"benchmark|\bevaluat\w+|评估|评测|跑分|得分|分数|mmlu|\bscores?\b|hellaswag|squad|lambada|测评|成绩|\bresults?\b",
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
        r"releas(?:e|ed)[^.?!]{0,12}under|发布.{0,6}(?:协议|许可)|(?:协议|许可).{0,6}发布",
    ),
    (
        "developer",
        "released",
        r"谁.{0,4}(?:发布|推出)|(?:公司|机构|团队|组织|who|company|lab|team)[^.?!]{0,12}(?:发布|推出|releas|launch|publish)",
    ),
    ("tuning", "training_data", r"."),
    (
        "memory",
        "parameters",
        r"权重|on disk|weights? size|多大的?(?:显存|内存|显卡)|how (?:big|large) (?:a |of a )?(?:gpu|card)",
    ),
    ("training_tokens", "context", r"^(?!.*(?:\bcontext|上下文|窗口)).*train"),
    ("training_tokens", "training_data", r"tokens?|词元|多少|how much"),
    ("benchmark", "languages", r"."),
    ("attention", "parameters", r"hidden size|隐藏层大小"),
)

# Words that ask for a field only where nothing else is the question's subject: "how big is BLOOM"
# asks for its parameters, "how big is its vocabulary" does not.
_WEAK: dict[str, str] = {
    "parameters": r"多大|\bhow (?:big|large)\b|\bsizes?\b|规模",
    "memory": r"\bgpus?\b|显卡|requirements?\b",
    "released": r"\bwhen\b|什么时候|何时|哪一?年|\bdates?\b|what year|which year|announced|出的|出来|发的|哪一?天",
    "developer": r"behind\b",
    "languages": r"(?<!大)(?<!型)语言(?!模型)|\blanguages?\b",
}


# What people ask of a model and no record holds: asked for by one of these words, it is refused.
NOT_HELD = re.compile(
    r"vocab\w*|tokeni[sz]er|optimi[sz]er|learning rate|batch size|epochs?\b|gpu[- ]hours?|training (?:time|cost|steps)|how (?:long|many (?:gpus?|days|hours|weeks)) .{0,20}train|"
    r"downloads?\b(?=.{0,12}(?:count|number))|(?:how many|number of) (?:downloads|stars|forks|users|employees|citations)|carbon|emission|energy|electricity|water use|"
    r"loss\b|perplexity|latency|throughput|tokens? per second|tokens?/s|how fast|inference speed|activation function|dropout|salary|ceo\b|revenue|stock|password|api key|"
    r"词表|词汇表|分词器|优化器|学习率|批大小|批次|训练轮|训练(?:时间|时长|成本|步数|了多久)|多少.{0,6}(?:天|小时|张卡|块卡).{0,8}训练|训练.{0,12}(?:多少|几).{0,6}(?:天|小时|卡|GPU)|下载量|下载次数|星标|多少(?:用户|人在用)|"
    r"碳排放|碳足迹|能耗|耗电|用水|困惑度|延迟|吞吐|推理速度|多快|激活函数|工资|薪水|股价|营收|密码|密钥|论文引用",
    re.IGNORECASE,
)


def weak_fields(bare: str, fields: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the fields that only a word of many meanings asks for."""

    def strong(name: str) -> bool:
        asking = re.finditer(FIELD_WORDS[name], bare, re.IGNORECASE)
        return any(not re.fullmatch(_WEAK[name], found.group(), re.IGNORECASE) for found in asking)

    return tuple(name for name in fields if name in _WEAK and not strong(name))


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
