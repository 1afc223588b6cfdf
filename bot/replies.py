"""Short replies in a conversation: yes, no, any, skip, enough; and words that turn to something else."""

import re

YES = re.compile(
    r"^\W*(?:yes|yep|yeah|yup|sure|correct|right|exactly|of course|definitely|certainly|it (?:is|does|will|must|has to)|we (?:do|will|are)"
    r"|是的?|对的?|嗯+|要的?|需要|会的?|可以|当然|没错|必须|有的?)(?:\s*(?:please|it (?:is|does|will|must|has to)|we (?:do|will|are)))?(?=\W*$|[,，;；.。!！])",
    re.IGNORECASE,
)
NO = re.compile(
    r"^\W*(?:no|nope|nah|not really|not at all|never|it (?:isn't|doesn't|won't)|we (?:don't|won't|aren't)|不|不是的?|不用|不需要|不会|不必|没有|否|没)(?=\W*$|[,，;；.。!！])",
    re.IGNORECASE,
)
ANY = re.compile(
    r"^\W*(?:(?:any|anything|any(?: of them)? (?:is|are|will|would)(?: be)? ?(?:fine|ok|okay|do)?|either(?: is fine)?|whatever|no preferences?|(?:it )?does(?:n't| not) matter"
    r"|(?:i |we )?do(?:n't| not) (?:care|mind)|(?:all|both|everything)(?: (?:is|are) (?:fine|ok|okay))?|open|no (?:constraints?|requirements?|restrictions?|limits?))"
    r"|(?:都|全都|什么都|哪个都|怎样都|怎么都)(?:可以|行|好|没问题|没关系)|随便|随意|无所谓|不限|任意|没(?:有)?(?:什么)?(?:要求|限制|偏好|所谓))(?:的|吧|啦|了)?\W*$",
    re.IGNORECASE,
)
SKIP = re.compile(
    r"^\W*(?:skip(?: (?:it|this|that|this one))?|pass|next(?: question| one)?|(?:i |we )?(?:do(?:n't| not) know|dunno|have(?:n't| not) decided)(?: yet)?|no idea|not sure(?: yet)?|unsure|idk|undecided|can't say|hard to say"
    r"|跳过(?:吧|这个|这题)?|过|下一(?:个|题|问)(?:问题)?|(?:我们?)?(?:还)?(?:不知道|不清楚|不确定|不太清楚|不太确定|没想好|没决定|没定|说不准|不好说|没想过)(?:呢|啊)?)\W*$",
    re.IGNORECASE,
)
ENOUGH = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|please|好了?|行了?|那|就)[\s,，]*)*(?:(?:that's |that is )?enough(?: questions?)?|just (?:tell|answer|give|recommend|say|pick|show|choose)(?: (?:me|us|it|one|something|already))*(?: (?:the|an|your) (?:answer|result|recommendation|best)[\w ]*)?"
    r"|stop(?: (?:asking|it|the (?:questions|interview))(?: questions)?)?|no more questions|cut to the chase|(?:give|tell|show) (?:me|us) (?:the|an|your) (?:answer|result|recommendation)[\w ]*|that's all(?: i know)?|never ?mind the questions|quit|end|done|finish"
    r"|够了|(?:你)?直接(?:说|给|告诉|推荐|回答|选|讲)[^，。？?]{0,10}|别(?:再)?问了?|不(?:用|要)(?:再)?问了?|停|就这样|就这些|到此为止|给(?:我)?(?:个|一个)?(?:结论|答案|结果)|说结(?:果|论)|结束|算了)(?:吧|啦|了)?\W*$",
    re.IGNORECASE,
)
# What may stand beside "enough".
ANSWER = re.compile(
    r"^\W*(?:(?:so|and|then|now|ok(?:ay)?|please)[\s,]+)*(?:what(?:'s|’s| is| would)? (?:be )?(?:your|the) (?:answer|pick|recommendation|verdict|choice|result)|which (?:one|model)?(?: is it| then| should (?:we|i) (?:use|take))?|what (?:do|would|should) (?:you|we|i) (?:recommend|suggest|use|take|say)"
    r"|结(?:论|果)(?:是什么|呢)?|(?:你的)?(?:建议|推荐|答案)(?:是什么|是哪个|呢)?|(?:到底|那)?(?:该)?(?:选|用)哪个(?:模型)?)(?:吧|呢|啊)?\W*$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[,，;；。!！?？]|\.(?!\d)")


def enough(text: str) -> bool:
    """Whether a text asks for the answer without further questions."""
    parts = [part for part in _PARTS.split(text) if part.strip()]
    said = [bool(ENOUGH.match(part)) for part in parts]
    return any(said) and all(
        is_enough or ANSWER.match(part) or _FILLER.match(part)
        for is_enough, part in zip(said, parts, strict=True)
    )


_FILLER = re.compile(
    r"^\W*(?:ok(?:ay)?|thanks?|thank you|please|好的?|谢谢|行|嗯)\W*$", re.IGNORECASE
)
# The next ones of the same list.
NEXT = re.compile(
    r"^\W*(?:(?:and|ok(?:ay)?|so|but)[\s,]*)*(?:what else(?: (?:is there|have you got|do you have|qualifies|fits|would (?:work|fit)|could (?:work|we use)))?|(?:any|some|are there|is there|got|show|list|give|name|see)?[\w ']{0,20}?\b(?:(?:any)?(?:thing|one) else|others?|other (?:ones?|options?|models?|choices?|candidates?|suggestions?|recommendations?)|alternatives?|more(?: (?:of them|options?|models?|choices?|candidates?|suggestions?))?)(?: (?:please|that (?:fits?|qualif\w+|work\w*)|then|there|like (?:it|that|these)))*"
    r"|(?:the )?next(?: (?:best|one|ones|few|three|candidates?|options?|models?|in line))*|recommend (?:something|another|anything|one) (?:else|one|more)|something else|another(?: one| option| suggestion| model)?"
    r"|(?:那|还|除此之外|除了(?:这|它)[^，。]{0,6})?[，, ]?(?:还有|有|还能|再)?(?:没有|什么|哪些)?(?:给我)?(?:推荐|看看|来)?(?:一?些|几个|一个|点)?(?:别的|其他的?|其它的?|更多的?|另外的|后面的)(?:模型|选择|选项|候选|推荐|方案)?(?:可以)?(?:用|选|考虑)?"
    r"|还有(?:呢|吗|没有?|什么|哪些|谁|别的吗)?|(?:下一|下面)(?:个|批|些|页|几个|组)(?:候选|模型|选择)?|换一(?:个|批)|再(?:来|给|推荐|列)(?:我)?(?:几个|一些|一个|一批|点)?|继续|次优的?|其次(?:呢)?|接下来(?:呢|的)?)(?:呢|吗|么|没有|不|吧|的)*\W*$",
    re.IGNORECASE,
)
# A new project, whatever was said before.
FRESH = re.compile(
    r"^\W*(?:let'?s )?(?:start (?:over|again|afresh|from scratch|anew)|from the (?:top|beginning)|new (?:question|topic|project|task|case|search)|(?:an)?other (?:question|topic|project|use case)|(?:different|separate|unrelated) (?:question|topic|project)|forget (?:all (?:of )?(?:that|this)|everything|what (?:i|we) said)|reset|clear|on (?:another|a different) (?:note|topic))\b"
    r"|^\W*(?:重新(?:开始|来)(?:一?(?:次|遍))?|从头(?:再)?来|(?:换|另)(?:一?个)(?:话题|问题|项目|需求|场景)|另(?:外)?(?:一个|有个|有一个)?(?:项目|问题|需求|场景)|新(?:的)?(?:问题|项目|需求|话题)|(?:前面|之前|刚才)(?:说)?的(?:都)?(?:不算|作废|忘掉|忽略))",
    re.IGNORECASE,
)
# Takes the last change back.
UNDO = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|no|sorry|actually|oh|please)[\s,]+)*(?:undo(?: (?:that|it|this|the last one))?|scratch (?:that|it)|take (?:that|it) back|never ?mind(?: that)?|(?:forget|drop|remove|ignore|revert|cancel) (?:that|this|it|(?:that |the |this |my )?(?:last|latest|previous)(?: (?:one|condition|demand|constraint|requirement|bit|part|thing|change))?))\W*$"
    r"|^\W*(?:(?:好的?|不|呃|算了)[，, ]*)*(?:撤销|撤回|(?:去掉|取消|忘掉|忽略|不要|不算)(?:刚才|上一?[个条]|最后)(?:一?[个条])?(?:那个|那条|的|说的)?(?:条件|要求)?|(?:刚才|上一?[个条]|最后)(?:那[个条]|一[个条]|说的|的)?(?:条件|要求)?(?:不算|作废|算了|去掉|取消|不要))(?:了|吧)?\W*$",
    re.IGNORECASE,
)
# Wants the last answer in another language; of two words it is the group that matched.
IN_ENGLISH = re.compile(
    r"^\W*(?:(?:can|could|would) you |please |now |and |again )*(?:say|repeat|answer|reply|write|give|put|translate|switch|explain|show)(?: me)?(?: (?:that|it|this|the answer))?(?: again)? (?:in|to|into) english(?: (?:please|instead|again|then|now))*\W*$"
    r"|^\W*(?:请|麻烦)?(?:你)?(?:再)?(?:(?:用|以|换成?|改用)(?:英文|英语)(?:再)?(?:重新)?(?:回答|说|讲|写|输出|解释|复述|来)(?:一?(?:遍|下|次))?|翻译?成(?:英文|英语))(?:吧|好吗|可以吗)?\W*$",
    re.IGNORECASE,
)
IN_CHINESE = re.compile(
    r"^\W*(?:(?:can|could|would) you |please |now |and |again )*(?:say|repeat|answer|reply|write|give|put|translate|switch|explain|show)(?: me)?(?: (?:that|it|this|the answer))?(?: again)? (?:in|to|into) chinese(?: (?:please|instead|again|then|now))*\W*$"
    r"|^\W*(?:请|麻烦)?(?:你)?(?:再)?(?:(?:用|以|换成?|改用)(?:中文|汉语)(?:再)?(?:重新)?(?:回答|说|讲|写|输出|解释|复述|来)(?:一?(?:遍|下|次))?|翻译?成(?:中文|汉语))(?:吧|好吗|可以吗)?\W*$",
    re.IGNORECASE,
)
WHY = re.compile(
    r"\bwhy\b|\bhow come\b|\bwhat (?:for|makes (?:it|that|you))\b|为什么|为啥|为何|凭什么|怎么(?:不是|没有?|不选|不推荐|就选|会是)|理由(?:呢|是)|原因(?:呢|是)",
    re.IGNORECASE,
)
# What may stand beside "why" where it asks after a choice, and not after a model's property.
OF_CHOICE = re.compile(
    r"\b(?:why|how come|not|no|isn't|aren't|wasn't|weren't|didn't|is|are|was|were|do|did|does|you|we|i|it|they|that|this|one|ones|these|those|the|of|in|on|from|to|for|and|but|then|so|ok|okay|exactly|though|instead|rather|than|say|think|pick(?:ed)?|choose|chose|chosen|choice|recommend(?:ed|ation)?|suggest(?:ed|ion)?|prefer(?:red)?|select(?:ed)?|use|take|rule[ds]?|out|list(?:ed)?|exclud\w*|includ\w*|eliminat\w*|reject\w*|first|second|third|last|top|better|best|above|below|ahead|listed|model|models|here|among|them|qualif\w+|fit|fits|suitable|good|enough)\b"
    r"|为什么|为啥|为何|凭什么|怎么|理由|原因|不是|不选|不推荐|没选|没有|没|不行|不能|不可以|不符合|不合适|排除|推荐|选|首选|它|这个|那个|这款|那款|第[一二三四五\d]|个|是|就|会|要|把|被|给|了|呢|的|吗|啊|而|却|用|你|我们?|在|里|上|列|排|前面|后面|不|更好|好|合适|适合|入选",
    re.IGNORECASE,
)
# What turns to the demands of a choice, though it has the form of a question.
CHANGING = re.compile(
    r"\b(?:make (?:it|that)|change|switch|set|raise|lower|reduce|increase|assume|what if|suppose|if (?:we|i|it)|instead|rather|with only|anything|any(?: of)?|something|ones|one that|is there|are there|what about|how about|which)\b|换成|改成|改为|换|改|如果|要是|假如|假设|有没有|有(?!多)[^，。？?]{0,14}的吗|哪(?:个|些|款)"
    r"|^\W*(?:and|that) (?:are|have|run|support|speak|fit|can)\b(?!\s+(?:it|they|this|that|these|those|the|we|i|you)\b)",
    re.IGNORECASE,
)
# A question about a model that was spoken of.
ABOUT_MODEL = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|then|also)[\s,]+)*(?:is|are|does|do|can|could|may|might|will|would|has|have|did|was|were|how|what|when|who|where|whose)\b(?!\s+(?:about|if|else|for)\b)"
    r"|[吗么没][？?\s]*$|(?:能|可|是|会|支持|懂)不(?:能|可以|是|会|支持|懂)|能否|是否|可否|多少|多长|多大|什么时候|何时|谁|哪(?:年|家|里|天)|怎么|如何|怎样|什么",
    re.IGNORECASE,
)
CONTINUING = re.compile(
    r"^\W*(?:and|also|but|then|so|now|ok(?:ay)?|what about|how about|what if|or|plus|same|still)\b|\b(?:instead|of (?:them|these|those)|these|those|the same|as well|too|then)\b"
    r"|^\W*(?:那|再|还|或者|如果|要是|而且|并且|同样|但|不过|然后|接着|好的?[，,]|嗯)|其中|这些|里面|这几个|同样的?条件|呢[？?\s]*$",
    re.IGNORECASE,
)
# A question for a choice that needs nothing before it.
WHOLE_CHOICE = re.compile(
    r"\b(?:which|what) (?:[\w.+-]+ ){0,5}?(?:models?|llms?|encoders?|decoders?)\b|\b(?:recommend|suggest)\b(?! (?:it|that|this|the|them|another|something|one|more)\b)|\blooking for (?:an?|some)\b|\bneed (?:an?|some) (?:[\w.+-]+[ -]){0,5}?(?:model|llm|encoder)"
    r"|\bbest (?:[\w.+-]+ ){0,3}?(?:model|llm|encoder)|推荐|(?:哪|什么)[^，。？?]{0,8}模型|选哪|用哪|有没有[^，。？?]{0,20}模型|(?:想|要|需要)(?:找|要|选)?一?个[^，。？?]{0,14}模型|选什么|用什么模型|帮我[选挑找]",
    re.IGNORECASE,
)
