"""The words by which a question shows what kind of answer it wants."""

import re

COMPARE = re.compile(
    r"compar|\bvs\.?\b|versus|differen|\bbetter\b|\bbetween\b|区别|对比|比较|相比|比.{0,24}(?:强|好|大|小|快|慢|新|早|晚|长|贵|便宜)|还是|哪个(?!公司|机构|团队|国家|组织|实验室|版本|月)|哪家(?:强|好)|哪款|哪一个|谁(?:更|强|好|大|小|快|能|适合)|怎么选|咋选|如何选|选谁|\bwhich (?:one|of|should|is|would|has|may|can)\b|\bpick\b|差别|不同|\bor\b|与|和.{1,20}(?:哪|谁|区别|比)|\b(?:larger|bigger|smaller|newer|older|faster|longer)\b",
    re.IGNORECASE,
)
CHOICE = re.compile(
    r"\b(?:which|what) (?:\w+[ -]){0,4}?(?:models?|llms?|one|ones)\b(?! (?:is|was|are) (?:the )?(?:\w+ )?(?:based|built))|recommend|suggest|\b(?:should|shall|could) (?:we|i) (?:use|choose|pick|take|deploy)|\bpick\b|\bchoose\b|best (?:model|llm|open)|looking for|\bneed (?:a|an|some) (?:\w+[ -]){0,4}?(?:model|llm)|\bany (?:\w+ )?(?:models?|llms?)|(?:is|are) there (?:a|an|any)"
    r"|推荐|选哪|用哪|哪个模型|哪款|哪一?款|哪些模型|哪种模型|什么模型(?:好|适合|可以|能)|有没有|有哪些|选什么|选啥|用啥|哪个模型|用什么模型|选型|哪(?:个|款|种)[^，。？?]{0,8}(?:好|合适|适合|强|行|靠谱|不错)|该(?:用|选)|合适的模型|想(?:找|要)一?个?.{0,8}模型|哪些(?!.{0,10}(?:语言|数据|行业|领域|任务|因素|问题|好处|优势|方面|用途))|帮我选",
    re.IGNORECASE,
)
EXTREMES: tuple[tuple[str, bool, str], ...] = (
    (
        "context",
        False,
        r"上下文(?:窗口|长度)?最(?:短|小)|最短的?上下文|(?:shortest|smallest) context",
    ),
    (
        "context",
        True,
        r"longer (?:contexts?|inputs?|texts?|documents?)|(?:输入|文本|文档)更长|更长的?(?:输入|文本|文档)|上下文.{0,6}更(?:长|大)|(?:longest|largest|biggest) context|上下文(?:窗口|长度)?最(?:长|大)|最(?:长|大)的?上下文",
    ),
    ("languages", True, r"most (?:natural )?languages|语言最多|最多(?:种)?语言|语种最多"),
    ("training_tokens", True, r"most (?:training )?tokens|训练.{0,6}最多|token.{0,4}最多"),
    (
        "parameters",
        True,
        r"\b(?:larger|bigger)\b|更大|(?<!GB)(?<!显存)(?<!内存)前[三四五六七八九十\d]+大|参数更多|\b(?:largest|biggest)\b|most parameters|最大(?!的?(?:问题|好处|优势|优点|缺点|风险))|参数(?:量)?最(?:多|大)",
    ),
    (
        "parameters",
        False,
        r"\bsmaller\b|更小|cheapest (?:model )?to run|least (?:memory|vram)|最省(?:显存|资源|内存)|\bsmallest\b|fewer parameters|参数(?:量)?更少|fewest parameters|最小|参数(?:量)?最(?:少|小)",
    ),
    (
        "released",
        True,
        r"\bnewer\b(?! than\s*(?:20\d\d|\w+ 20\d\d))|更新(?!的?(?:内容|时间|日期|频率|日志|了|于|一下|换代))|更晚|\b(?:newest|latest|most recent)\b|最新|最近发布|最晚",
    ),
    (
        "released",
        False,
        r"\b(?:older|earlier)\b(?! than\s*(?:20\d\d|\w+ 20\d\d))|更早|\b(?:oldest|earliest)\b|(?:released|came out|launched|published) first|first (?:released|to be released|to come)|最早|最老|最先|最旧",
    ),
)
LIST = re.compile(
    r"(?:出了|做了|发布了|有)哪些模型|(?:any )?other models|(?:which|what) (?:\w+ )?(?:models|llms) (?:do you|does|are (?:covered|in|listed|presented|there|known)|did)|list (?:all|the|of)|(?:all|eight|8|ten) (?:the )?(?:models|llms)|(?:哪些|哪几个|哪八个|哪 ?8 ?个|全部|所有|八个|8 ?个).{0,8}(?:模型|llm)|列出|模型(?:列表|清单)|how many (?:models|llms)|多少个?(?:模型|llm)",
    re.IGNORECASE,
)
ALL = re.compile(
    r"\b(?:which|what) (?:\w+ ){0,3}(?:models|llms|ones)\b|\b(?:all|list)\b|哪些|有哪|哪几|列出|所有|全部",
    re.IGNORECASE,
)
FUTURE = re.compile(
    r"\b(?:next (?:year|month|decade)|in the future|will (?:\w+ ){0,4}(?:release|launch|come out|be the best|announce))\b|明年|下个月|未来(?!感)|将来|将会?(?:发布|推出)|会(?:什么时候|何时|在哪年)?(?:发布|推出)(?:吗|新)",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
USES = re.compile(
    r"\buse(?:d|s)? (?:for|cases?)\b|applications?\b|applied (?:to|in)|industr|what can .{0,20}do\b|good for|用途|用来|用于什么|用在|应用|适合做|能做(?:什么|哪些)|可以做(?:什么|哪些)|行业|场景|干什么",
    re.IGNORECASE,
)
# How sections of the article say what a model is used for.
USES_TERMS = (
    "uses",
    "cases",
    "task",
    "tasks",
    "application",
    "applications",
    "industries",
    "chatbot",
    "用例",
    "任务",
    "应用",
    "行业",
    "用途",
    "领域",
    "可以当",
    "机器人",
)
MODELS = re.compile(r"\bmodels?\b|\bllms?\b|模型", re.IGNORECASE)
THAN = re.compile(r"\bthan\b|比", re.IGNORECASE)
# More or less of a property than something has, not the most or the least of it.
MORE = re.compile(
    r"\b(?:newer|older|later|earlier|larger|bigger|smaller|longer|shorter|more recent|succe(?:ssors?|eded))\b|更|后续|新一点|新点|后继",
    re.IGNORECASE,
)
AMONG = re.compile(
    r"of (?:the|these|those) (?:two|three|models)|of them|between them|它们|他们|这两|这几|两者|二者|两个",
    re.IGNORECASE,
)
FORMER = re.compile(r"\bformer\b|the first(?: one)?\b|前者|前面那个|第一个", re.IGNORECASE)
LATTER = re.compile(r"\blatter\b|the second(?: one)?\b|后者|后面那个|第二个", re.IGNORECASE)
DEFINITION = re.compile(
    r"^\W*(?:what(?:'s| is| are| does)|define|explain|什么是|解释)|是什么(?:意思)?\W*$|什么意思|(?:mean|stand for)\W*$",
    re.IGNORECASE,
)
# Asks for a meaning in general: "a context window", "什么是上下文窗口".
GENERAL = re.compile(
    r"\b(?:an?|mean\w*|stand for|define|definition)\b|什么是|意思|含义|概念|解释", re.IGNORECASE
)
REFERS = re.compile(
    r"\b(?:it|its|they|them|their|that one|this one|the (?:first|second|former|latter))\b|它|他们|这个模型|那个|该模型|前者|后者",
    re.IGNORECASE,
)
# What the article has a section on, beside the models.
TOPICS: tuple[tuple[str, str], ...] = (
    (
        "choosing-need",
        r"\b(?:do|does|should|would|will) (?:i|we|you|my|our|it)\b[^?.]{0,30}\bneed\b[^?.]{0,20}(?:llm|language model|model|ai)\b|(?:需要|有必要|必须|非得)[^？?。]{0,10}(?:大模型|LLM|大语言模型|模型)吗|(?:不用|不需要)(?:大模型|LLM)",
    ),
    (
        "data-security",
        r"privacy|data (?:security|leak|protection)|confidential|隐私|数据安全|泄露|保密|机密",
    ),
    (
        "environment",
        r"carbon|footprint|\b(?:the|for the|on the|ai'?s?|good for the)\s+environment\b|environmental(?! variables)|climate|sustainab|energy|碳|环境(?:的)?影响|环保|能耗|耗水",
    ),
    ("transparency", r"transparen|customi[sz]|透明|定制化?"),
    ("community", r"\bcommunity\b(?! licen)|innovation|社区(?!许可)|创新"),
    (
        "cost",
        r"(?:really|completely|totally) free|hidden costs?|(?:what|which) costs?\b|free to (?:run|use)|vendor lock|真的免费|免费吗|要花钱|省钱|供应商",
    ),
    (
        "choosing-accuracy",
        r"\b(?:bigger|larger|size|big)\b[^?.]{0,30}\b(?:accura|better|best|always)|accura\w+[^?.]{0,30}\b(?:size|bigger|larger|big)\b|越大越|(?:大小|规模|参数)[^？?。]{0,12}(?:精度|准确|准)|(?:精度|准确)[^？?。]{0,12}(?:大小|规模|参数)|大模型(?:就|一定|总是)?更?(?:准|好)",
    ),
    (
        "choosing-pretrained",
        r"from scratch|(?:train|build) (?:my|our|your|an?) own|pre-?trained models? (?:or|do|enough)|从头|从零|自己训练|自研|预训练模型(?:够|能)",
    ),
    (
        "choosing-budget",
        r"(?:cost|budget|invest|expens)\w*[^?.]{0,30}(?:run|train|operat|host|own|llm|model)|(?:run|train|operat|host)\w*[^?.]{0,30}(?:cost|budget|expens)|预算|(?:运行|训练|部署|使用)[^？?。]{0,12}(?:成本|费用|开销|花费|贵)|投入多少",
    ),
)
# What is a question on the article's advice only where it asks about the article.
ARTICLE_TOPICS: tuple[tuple[str, str], ...] = (
    (
        "choosing-budget",
        r"\b(?:money|costs?|budget|invest\w*|expens\w*|spend\w*|cheap\w*|afford)\b|钱|成本|预算|投入|投资|花费|费用|贵",
    ),
    ("choosing-accuracy", r"accura|precis|how (?:good|exact)|精度|准确|精确|准不准"),
    (
        "choosing-need",
        r"\bneed (?:an? )?(?:llm|language model)|why an? (?:llm|language model)|需不需要|必要|为什么(?:要用|需要)",
    ),
    ("choosing-pretrained", r"pre-?train|from scratch|预训练|从头|从零"),
    ("choosing-purpose", r"purpose|what (?:it is|it's) for|goal|用途|目的|想做什么|要做什么"),
    (
        "conclusion",
        r"conclu|sum up|bottom line|takeaway|in the end|final (?:word|thought)|结论|结尾|最后|总结|结语",
    ),
    ("cost", r"\bfree\b|vendor|lock-?in|suppliers?|免费|供应商|厂商|绑定|省钱"),
    ("data-security", r"\bdata (?:security|protection)|privacy|private|leak|安全|隐私|泄露"),
)
ADVICE = re.compile(
    r"(?:选型|选模型|挑模型|选一个模型)[^，。？?]{0,16}(?:先想|想啥|问啥|先问|先看|先考虑|该想|准备什么|弄清|搞清)|(?:questions?|factors?|things|considerations?|criteria|steps?).{0,50}(?:choos|select|pick|consider|ask|before)|(?:how (?:do|should|can|to)|advice|tips?|guid).{0,25}(?:choos|select|pick|decid)|what (?:should|to) .{0,20}(?:consider|ask)|(?:选|挑|采用|使用|选型).{0,16}(?:想清楚|想明白|考虑|因素|问题|注意|标准|步骤|问自己)|(?:考虑|注意|想清楚).{0,12}(?:因素|问题|什么|哪些)|怎么选|如何选|怎样选|怎么挑|五个问题|5 ?个问题|five questions|选择.{0,8}建议",
    re.IGNORECASE,
)
BENEFITS = re.compile(
    r"\bupsides?\b|\bperks\b|\bmerits\b|benefits?|advantages?|\bpros\b|why bother|why .{0,30}(?:choose|use|go|pick|prefer|adopt|want).{0,30}open|\bwhy (?:should \w+ (?:use |choose |pick )?|not )?open[- ](?:source|weights?|models?|llms?)|\bopen(?:[- ]source|[- ]weights?)?\b[^?]{0,30}\b(?:instead of|rather than|over|versus|vs\.?|better than)\b[^?]{0,30}\b(?:chatgpt|gpt|proprietary|closed|openai|claude|gemini|api)|好处|优势|优点|为(?:什么|啥|何)[^？?]{0,12}(?:开源|开放)|益处|开源[^？?]{0,12}(?:比|而不是|相比)[^？?]{0,10}(?:闭源|专有|ChatGPT|GPT|商业)|图(?:什么|啥)",
    re.IGNORECASE,
)
OVERVIEW = re.compile(
    r"what(?:'s| is| are)\b|tell me|about|introduc|describe|overview|explain|summar|who is|介绍|是什么|什么是|讲讲|说说|概述|总结|聊聊|怎么样|如何|了解",
    re.IGNORECASE,
)
ARTICLE = re.compile(
    r"\b(?:article|blog ?post|post|write-?up|authors?)\b|\b(?:the|this|that|your) (?:piece|text|blog)\b|according to (?:the|your)|文章|文中|文里|原文|本文|该文|作者|博文|博客",
    re.IGNORECASE,
)
ERRATA = re.compile(
    r"(?:article|文章|文中|原文|post)[^?？。]{0,30}(?:wrong|incorrect|mistake|error|inaccura|false|错|不准|有误|失实)|(?:wrong|incorrect|mistake|error|inaccura|错误?|不准确|有误)[^?？。]{0,30}(?:article|文章|文中|原文|post)",
    re.IGNORECASE,
)
GREETING = re.compile(
    r"^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening)|thanks?|thank you|help|你好|您好|嗨|谢谢(?:你|您)?|thx|ty|ok(?:ay)?|好的|明白了|帮助|在吗|what can you do|who are you|你是谁|你能做什么|你会什么)\W*$",
    re.IGNORECASE,
)
PRICE = re.compile(
    r"\bhow much (?:is|are|was|for|does) (?:an? |the |one )?(?!memory|vram|ram|context|data|better|larger)(?:\w+ ){0,3}(?:these days|now|today|cost|sell|a month|\?|$)|\bprices?\b|\bpricing\b|how much (?:money|(?:does|do|did|is|would|will) .{0,40}(?:cost|charge))|\bcosts? (?:per|of)\b|\bfee\b|subscription|\b(?:how much|cost)\b[^?.]{0,30}\b(?:rent|renting|hire|api|per (?:hour|month|token|million))|价格|多少钱|收多少|报价|费用是|定价|订阅|几块钱|租金|收费标准",
    re.IGNORECASE,
)

NEWS = re.compile(
    r"\b(?:news|headlines?|rumou?rs?|announcements?)\b|\b(?:this|last) (?:week|month)\b|\b(?:today|yesterday|recently)\b[^?]{0,20}\b(?:announc|happen|releas)|新闻|资讯|八卦|传闻|(?:这|本|上)(?:周|个月|星期)[^？?]{0,8}(?:发布|消息|动态|出了)|最新(?:消息|动态|进展)|最近有(?:什么|啥)(?:消息|动态|新闻)",
    re.IGNORECASE,
)
# A word alone that asks for the last answer again: for its sources, its certainty, or in a language.
AGAIN = re.compile(
    r"^\W*(?:are you sure|really|sure|source|sources|says who|确定吗|真的吗|来源(?:呢|是什么)?|出处(?:呢)?|依据(?:呢)?|"
    r"(?:please )?(?:answer |reply |say (?:it|that) )?in (?:(?:simplified |traditional )?chinese|english|german|french|spanish|italian|portuguese|japanese|korean|russian),?(?: please)?|"
    r"(?:请)?(?:改)?用?(?:中文|英文|(?:繁|简|正)体(?:中文|字)?|[德法日韩俄]语|[德法日韩俄]文|西班牙语|意大利语|葡萄牙语)(?:来)?(?:回答|回复|说|讲)?(?:我|一遍)?(?:吧)?)\W*$",
    re.IGNORECASE,
)
SELF = re.compile(
    r"\b(?:which|what) (?:model|llm) (?:are you|do you (?:use|run)|is this|powers you)|\bare you (?:chatgpt|gpt|claude|a bot|an? (?:ai|llm|model))|你(?:是|用的是)(?:什么|哪个|谁的?)(?:模型)?|你是(?:chatgpt|gpt|claude)|"
    r"how (?:fresh|old|recent|up[- ]to[- ]date) (?:is|are) your|你的数据.{0,6}(?:多新|什么时候|截止)|数据(?:更新)?到什么时候",
    re.IGNORECASE,
)
DEMANDING = re.compile(
    r"\b(?:if|must|has to|have to|needs? to|should be|only|but)\b|只要|必须|要是|如果|得是|那要",
    re.IGNORECASE,
)
