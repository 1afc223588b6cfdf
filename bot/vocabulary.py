"""Words that a checked sentence may hold although no evidence does.

They join, soften, point, or say in other words what the check recomputes: that a model is released,
made, licensed, larger. What they claim together with a figure, a date or a name is held against the
evidence apart from them.
"""

import re

_ENGLISH = (
    # joining and pointing
    r"saw|sees?|seen|ones?|but|and|or|so|if|only|not|no|never|than|as|except|provided|plus|minus|per|which|who|whose|that|however|additionally|furthermore|therefore|thus|hence|moreover|also|too|either|neither|nor|both|each|other|others|another|whereas|while|although|though|because|since|whether|unless|until|instead|rather|"
    r"still|yet|even|again|already|always(?= follow)|itself|themselves|himself|own|same|such|former|latter|respectively|together|alone|about|around|roughly|nearly|almost|approximately|exactly|actually|really|"
    r"real|simply|plain|plainly|merely|just|quite|slightly|far|much|less|fewer|more|well|then|now|once|here|elsewhere|otherwise|else|contrast|overall|total|altogether|among|between|against|across|without|within|"
    r"during|before|after|above|below|under|over|towards|through|via|versus|like|unlike|every|any|anyone|everyone|whoever|something|nothing|certain|specific|specifically|particular|particularly|important|note|"
    r"means?|mean|meant|meaning|way|case|point|fact|facts|figure|figures|number|amount|value|kind|type|sort|side|hand|rest|part|half|twice|double|times|factor|first|second|third|last|next|two|three|four|five|"
    r"six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|trillion|"
    # doing nothing by themselves
    r"comes?|came|coming|goes|went|going|gets?|got|lets?|makes?|made|making|takes?|took|puts?|keeps?|kept|stays?|remains?|becomes?|became|gives?|gave|given|shows?|shown|says?|said|states?|stated|claims?|"
    r"claimed|calls?|called|carries|carry|holds?|held|brings?|offers?|offered|provides?|allows?|allowed|permits?|permitted|lets|means|plans?|wants?|needs?|needed|expects?|counts?|refers?|applies|apply|"
    r"applied|covers?|covered|falls?|fell|stands?|stood|lies|follows?|followed|leads?|led|builds?|built|reaches|reached|stops?|accepts?|handles?|fits?|runs?|running|works?|serves?|matters?|depends?|"
    r"leaves?|left|omits?|omitted|drops?|dropped|loses|lost|missing|mistaken|wrong|incorrect|incorrectly|error|errors|mistake|mistakes|right|correct|correctly|"
    # choosing
    r"choose|chosen|choice|choices|pick|option|options|prefer|suitable|suits?|decide|decisive|main|mainly|difference|differences|differ|differs|equal|similar|compared|comparison|tight|simpler|"
    # what the check itself holds against the evidence
    r"releas\w*|launch\w*|publish\w*|appear\w*|dates?|dated|out|days?|months?|years?|newer|older|earlier|later|recent|latest|newest|oldest|develop\w*|creat\w*|maker|team|company|companies|licen[cs]\w*|terms|"
    r"agreement|restrict\w*|limit\w*|condition\w*|commercial\w*|non-commercial|freely|product|products|larger|largest|bigger|biggest|smaller|smallest|size|sizes|sized|longer|longest|shorter|higher|lower|"
    r"version|versions|family|series|line|parameters?|context|window|tokens?|languages?|natural|support\w*|train\w*|scale|memory|vram|gpu|gpus|cards?|bits?|estimate[ds]?|upper|"
    r"article's|corrects?|corrected|recommend\w*|uses?|used|using|usage|user|users|"
    r"may|can|cannot|could|must|shall|will|would|should|might|subject"
)
_CHINESE = (
    # joining and pointing
    r"满足|特定|首先|其次|最后|具体来说|此外|另外|因此|因为|所以|由于|需要注意|请注意|也就是说|适合|错误地|错误|实际上|其实|同时|并且|以及|均为|都是|属于|一种|一个|而且|不过|但是|然而|虽然|尽管|而是|而|但|却|则|"
    r"如果|若|只要|只有|只能|只|仅|才|就|也|还|又|再|更|最|都|均|各|每|该|此|其中|其|这些|那些|这是|这|那|它们|他们|自己|自身|自家|本身|两者|二者|三者|双方|前者|后者|其他|其它|另一|另|任何|所有|"
    r"相比之下|相比|相较|对比|比起|比较|比|与|和|跟|同|以|于|由|为|来自|出自|之|得|地|着|过|吧|呢|啊|约|大约|大概|左右|将近|接近|几乎|差不多|分别|共|总共|一共|达到|达|超过|低于|高于|以上|以下|以内|之内|"
    r"的|是|了|在|把|有|被|将|出来|出|来|起来|日期|时间|数字|原因|理由|同年|次年|不|没有|没|无|未|非|别|已经|已|曾|正|仍|早在|早就|直到|要到|到|从|起|当|时|后|前|内|外|间|里|中|上|下|"
    # doing nothing by themselves
    r"可以|可|能够|能|会|须要|须|需要|需|要|必须|得以|应|应当|应该|允许|不得|用于|用来|用的|使用|用|拿来|拿|去|做|作为|作|称|说成|说|写成|写|认为|指出|提到|表示|显示|意味着|算|当作|看作|属|含|包含|包括|具有|带有|带|"
    r"附带|附有|附加|处理|接受|容纳|放得下|放不下|放得进|跑得动|占|剩|留|想|打算|计划|选择|选|挑|推荐|首选|备选|考虑|注意|请|问题|情况|方面|部分|成立|正确|没错|对的|错的|有误|错误|写错|漏掉|遗漏|少了一个零|少一个零|实际|确实|"
    r"直接|其余|差别|区别|不同|相同|一样|同样|相等|主要是|主要|明确|稍|较|些|点|多|少|大|小|长|短|早|晚|新|旧|高|低|快|慢|倍|分之|第|个|种|款|条|项|家|张|单|双|层|次|位|名|号|年|月|日|底|初|零|一|二|两|三|四|五|六|七|八|九|十|百|千|万|亿|"
    # what the check itself holds against the evidence
    r"发布|推出|问世|上线|开源|出的|开发|研发|打造|团队|公司|企业|许可证|许可|协议|授权|条款|采用|适用|商用|商业|条件|限制|参数量|参数|规模|规格|体量|上下文|长度|窗口|词元|支持|语言|训练|显存|内存|显卡|卡|权重|估算|型号|版本|版|系列|模型|产品"
)
# The longest first, so that 上下文 is not taken for 上.
_LONGEST_FIRST = "|".join(sorted(_CHINESE.replace("了?", "了").split("|"), key=len, reverse=True))
NEUTRAL = re.compile(rf"\b(?:{_ENGLISH})\b|{_LONGEST_FIRST}", re.IGNORECASE)

# Words in which people say the same: where evidence holds one of a row, it holds them all.
SYNONYMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(row, re.IGNORECASE)
    for row in (
        r"\bexclu\w+|\bprohibit\w*|\bforbid\w*|\brul(?:es?|ed) out\b|\bnot allowed\b|\bmay not\b|\bbanned\b|禁止|不得|不可|排除|不允许|不被允许",
        r"\bpermissive\b|\bliberal\b|宽松",
        r"\bopen[- ]weights?\b|\bopen weights\b|开放权重|以开放权重",
        r"\bmixture[s]? of experts\b|\bMoE\b|混合专家",
        r"\bfine-?tun\w*|\btuned\b|\btuning\b|微调|调优",
        r"\bderiv\w+|\bbased on\b|\bbuilds? on\b|\bfrom\b|衍生|源自|基于|基础",
        r"\bredistribut\w*|\bpass(?:es|ed|ing)? on\b|\bwhoever receives\b|再分发|分发",
        r"\bhost\w*\b|\bas a service\b|\bserved?\b|托管|作为服务|服务",
        r"\bfollow\w*|\bcompl\w+|\bobserv\w+|\bkept\b|\bkeep\b|\bhonou?r\w*|遵守|遵循|保留",
        r"\bchang\w+|\bupdat\w+|\bmodif\w+|\bamend\w+|更改|更新|修改|改成|改为|变更",
        r"\bnot open source\b|\bOSI\b",
        r"\bapprov\w+|\brecogni[sz]\w+|批准|认可|认证",
        r"\bobtain\w*|\bacquir\w+|\bgrant\w*|\bget\b|\bask\w*|\brequest\w*|\bappl(?:y|ies)\b|申请|获取|取得|获得|另获|拿到|填写",
        r"\bjudg\w+|\bevaluat\w+|\bgrad\w+|评判|评测|评估|打分",
        r"\bpoints?\b|\bscor\w+|得分|分数|分",
        r"\boutputs?\b|输出",
        r"\bimprov\w+|改进|改善|提升",
        r"\bdoes not hold\b|\bnot valid\b|不适用|不得使用",
        r"\bEU\b|\bEuropean Union\b|\bGerman\w*|\bFrench compan\w+|\bEuropean\b|欧盟",
        r"\bwords?\b|\btext\b|文本|文字",
        r"\bcarr(?:y|ied) over\b|\bcarried\b|推得|推算",
        r"\bdirectly\b|直接",
        r"\bmulti-?lingual\b|多语言|多种语言",
        r"\bpersonal\b|个人",
        r"\bproject\b|项目|协作",
        r"\blegal\b|\blawyers?\b|法务|律师|法律",
        r"\bdense\b|\bplain decoders?\b|稠密",
        r"\bthird-party\b|第三方",
        r"\bvolunteers?\b|志愿",
        r"\bforms?\b|表格|申请表",
        r"\bnames?\b|名称|名字",
        r"\bbegins?\b|\bstarts?\b|开头",
        r"\bshow\w*|\bdisplay\w*|展示|显示|标明",
        r"\battribution\b|署名",
        r"\bpolic(?:y|ies)\b|政策|规定",
        r"\bproduction\b|生产",
        r"\bfurther\b|\bcontinu\w+|继续|进一步",
        r"\bearlier\b|\bprevious\b|此前|早期|更早|以前",
        r"\bsuccess\w+|\bfollow(?:s|ed)\b|后续|继",
        r"\bcomplet\w+|\bcode\b|代码",
        r"\bimages?\b|\bpictures?\b|图像|图片",
        r"\bcombin\w+|\bhybrid\b|\bmix\w*|\balternat\w+|结合|混合|交替",
        r"\brated\b|\bratings?\b|评分",
        r"\bconfirm\w*|\bverif\w*|确认|核实|未核实",
        r"\bconversations?\b|\bdialogues?\b|\bchats?\b|对话|聊天",
    )
)
