"""Short texts about models as bloggers, colleagues and chatbots write them, with what is wrong in them.

Each row is a text, the claims in it that the records contradict, and those that they support; a
claim is a model's name (or the family's) and a field.
"""

from dataclasses import dataclass

Said = tuple[str, str]


@dataclass(frozen=True)
class Row:
    """A text, the wrong claims and the right ones that it makes."""

    text: str
    wrong: tuple[Said, ...] = ()
    right: tuple[Said, ...] = ()


def row(text: str, *, wrong: str = "", right: str = "") -> Row:
    """A row; claims are written `model/field`, parted by semicolons."""
    return Row(text, _said(wrong), _said(right))


def _said(written: str) -> tuple[Said, ...]:
    pairs = (part.strip().rpartition("/") for part in written.split(";") if part.strip())
    return tuple((model, field) for model, _, field in pairs)


ENGLISH = (
    row(
        "Quick summary for the team: BLOOM is a 176-billion-parameter decoder-only model from BigScience, released in July 2022.",
        right="BLOOM/parameters; BLOOM/architecture; BLOOM/developer; BLOOM/released",
    ),
    row(
        "BLOOM has 76 billion parameters and was released in 2021.",
        wrong="BLOOM/parameters; BLOOM/released",
    ),
    row(
        "Meta released LLaMA 2 in July 2023 in three sizes: 7B, 13B and 70B. It was trained on 2 trillion tokens and has a context window of 4,096 tokens.",
        right="LLaMA 2/developer; LLaMA 2/released; LLaMA 2/parameters; LLaMA 2/training_tokens; LLaMA 2/context",
    ),
    row(
        "LLaMA 2 was trained on 1.4 trillion tokens. Its context window is 8K.",
        wrong="LLaMA 2/training_tokens; LLaMA 2/context",
    ),
    row(
        "hey, fyi Mistral 7B is MIT licensed so we can ship it",
        wrong="Mistral 7B/licence",
    ),
    row(
        "Mistral 7B is released under Apache 2.0 and can be used commercially.",
        right="Mistral 7B/licence; Mistral 7B/commercial_use",
    ),
    row(
        "Don't forget that OPT-175B can be used commercially, its licence is permissive.",
        wrong="OPT-175B/commercial_use",
    ),
    row(
        "OPT-175B is for research only; commercial use is not allowed.",
        right="OPT-175B/commercial_use",
    ),
    row(
        "Falcon 180B was developed by Google and trained on 3.5 trillion tokens.",
        wrong="Falcon 180B/developer",
        right="Falcon 180B/training_tokens",
    ),
    row(
        "Falcon 180B is 2.5 times larger than Llama 2 70B and was trained on 3.5T tokens. Falcon 40B, by contrast, saw 1 trillion tokens.",
        right="Falcon 180B/parameters; Falcon 180B/training_tokens; Falcon 40B/training_tokens",
    ),
    row(
        "DeepSeek-V3 is a mixture-of-experts model with 671B total parameters, of which 37B are activated for each token.",
        right="DeepSeek-V3/architecture; DeepSeek-V3/parameters; DeepSeek-V3/active_parameters",
    ),
    row(
        "DeepSeek-V3 is a dense model with 671 billion parameters, trained on 18 trillion tokens.",
        wrong="DeepSeek-V3/architecture; DeepSeek-V3/training_tokens",
        right="DeepSeek-V3/parameters",
    ),
    row(
        "DeepSeek-R1 came out on January 20, 2025 under the MIT license.",
        right="DeepSeek-R1/released; DeepSeek-R1/licence",
    ),
    row(
        "DeepSeek-R1 was released in March 2025 by Moonshot AI.",
        wrong="DeepSeek-R1/released; DeepSeek-R1/developer",
    ),
    row(
        "## GPT-J\n\nGPT-J was made by EleutherAI. It has 6 billion parameters and was released in June 2021. The model is licensed under Apache 2.0.",
        right="GPT-J/developer; GPT-J/parameters; GPT-J/released; GPT-J/licence",
    ),
    row(
        "### GPT-NeoX-20B\n\n- Parameters: 2 billion\n- Developer: EleutherAI\n- License: Apache 2.0\n- Released: February 2022",
        wrong="GPT-NeoX/parameters",
        right="GPT-NeoX/developer; GPT-NeoX/licence; GPT-NeoX/released",
    ),
    row(
        "| Model | Parameters | Context | License |\n|---|---|---|---|\n| Qwen3-8B | 8B | 32K | Apache 2.0 |\n| Phi-4 | 14B | 16K | Apache 2.0 |\n| Llama 3 8B | 8B | 32K | Llama 3 Community License |",
        wrong="Phi-4/licence; Llama 3 8B/context",
        right="Qwen3-8B/parameters; Qwen3-8B/context; Qwen3-8B/licence; Phi-4/parameters; Phi-4/context; Llama 3 8B/parameters; Llama 3 8B/licence",
    ),
    row(
        "Vicuna-13B v1.5 is fine-tuned from Llama 2 13B, whereas Stanford Alpaca 7B is based on Falcon.",
        wrong="Alpaca/base_model",
        right="Vicuna-13B v1.5/base_model",
    ),
    row(
        "Alpaca was built by Stanford on top of LLaMA and may not be used commercially.",
        right="Alpaca/base_model; Alpaca/developer; Alpaca/commercial_use",
    ),
    row(
        "BERT is a decoder-only model that Google published in 2019.",
        wrong="BERT/architecture; BERT/released",
        right="BERT/developer",
    ),
    row(
        "BERT, an encoder-only model by Google, dates from October 2018 and has up to 340 million parameters.",
        right="BERT/architecture; BERT/developer",
    ),
    row(
        "Gemma 3 27B supports a 128K context and over 140 languages; Gemma 2 27B is limited to an 8K context window.",
        right="Gemma 3 27B/context; Gemma 3 27B/languages; Gemma 2 27B/context",
    ),
    row(
        "Gemma 2 was released by Meta in June 2024.",
        wrong="Gemma 2/developer",
        right="Gemma 2/released",
    ),
    row(
        "Mixtral 8x7B has 47B parameters in total but only uses 13B active parameters per token. It supports a 32K context.",
        right="Mixtral 8x7B/parameters; Mixtral 8x7B/active_parameters; Mixtral 8x7B/context",
    ),
    row(
        "Mixtral 8x22B activates 22B parameters per token.", wrong="Mixtral 8x22B/active_parameters"
    ),
    row(
        "gpt-oss-120b, which OpenAI released on August 5, 2025, has 117B parameters with 5.1B active, and ships under Apache 2.0.",
        right="gpt-oss-120b/developer; gpt-oss-120b/released; gpt-oss-120b/parameters; gpt-oss-120b/active_parameters; gpt-oss-120b/licence",
    ),
    row(
        "gpt-oss-20b is proprietary-ish: the license is CC-BY-NC-4.0 and commercial use is prohibited.",
        wrong="gpt-oss-20b/licence; gpt-oss-20b/commercial_use",
    ),
    row(
        "Codestral 22B is under the Mistral AI Non-Production License, so you can't use it commercially.",
        right="Codestral/licence; Codestral/commercial_use",
    ),
    row("Good news: Codestral 22B is Apache-2.0!", wrong="Codestral/licence"),
    row("Command R is free for commercial use.", wrong="Command R/commercial_use"),
    row(
        "Kimi K2 was created by Moonshot AI; it has one trillion parameters, 32B of them active.",
        right="Kimi K2/developer; Kimi K2/parameters; Kimi K2/active_parameters",
    ),
    row(
        "Kimi K2 is a 1T-parameter model with 64B active parameters and a 128K context window.",
        wrong="Kimi K2/active_parameters",
        right="Kimi K2/parameters; Kimi K2/context",
    ),
    row(
        "StarCoder2 15B was trained on 600+ programming languages by BigCode.",
        right="StarCoder2 15B/languages; StarCoder2 15B/developer",
    ),
    row(
        "SmolLM3 is a 3B model by Hugging Face, trained on 11T tokens.",
        right="SmolLM3/developer; SmolLM3/training_tokens; SmolLM3/parameters",
    ),
    row(
        "SmolLM3 was trained on 1.1T tokens by Microsoft.",
        wrong="SmolLM3/training_tokens; SmolLM3/developer",
    ),
    row(
        "Llama 3.1 405B was released on 23 July 2024. It was pretrained on more than 15 trillion tokens and supports 8 languages.",
        right="Llama 3.1 405B/released; Llama 3.1 405B/training_tokens; Llama 3.1 405B/languages",
    ),
    row(
        "Llama 3.1 was published in July 2023 with a context length of 8K tokens.",
        wrong="Llama 3.1/released; Llama 3.1/context",
    ),
    row("Phi-4 is larger than Llama 3.1 70B.", wrong="Phi-4/parameters"),
    row(
        "Llama 3.1 70B is smaller than Llama 3.1 405B and newer than LLaMA 2.",
        right="Llama 3.1 70B/parameters; Llama 3.1 70B/released",
    ),
    row("BLOOM was released after Falcon 180B.", wrong="BLOOM/released"),
    row("Falcon 40B has a longer context window than Qwen3-8B.", wrong="Falcon 40B/context"),
    row("Is LLaMA 2 really 700B parameters? If BLOOM had 17 billion parameters we could run it."),
    row(
        "I wish OPT-175B were available for commercial use. Rumour has it that GPT-5 may have 2 trillion parameters."
    ),
    row(
        "Most LLMs have more than 100 billion parameters, but GPT-J does well with 6 billion.",
        right="GPT-J/parameters",
    ),
    row(
        "BLOOM does not have 17.6 billion parameters; it has 176 billion.", right="BLOOM/parameters"
    ),
    row("Yi-1.5-34B is not licensed under MIT but under Apache 2.0.", right="Yi-1.5-34B/licence"),
    row(
        "QwQ-32B is Alibaba's reasoning model with 32 billion parameters, released under the Apache 2.0 licence in March 2025.",
        right="QwQ/developer; QwQ/parameters; QwQ/licence; QwQ/released",
    ),
    row(
        "Seed-OSS 36B by Alibaba offers a 512K context.",
        wrong="Seed-OSS/developer",
        right="Seed-OSS/context",
    ),
    row(
        "The MiniMax-M2 model has 230B total parameters and 10B active.",
        right="MiniMax-M2/parameters; MiniMax-M2/active_parameters",
    ),
    row(
        "OLMo 2 13B was built by Ai2 and trained on 5 trillion tokens; everything is Apache 2.0.",
        right="OLMo-2-1124-13B/developer; OLMo-2-1124-13B/training_tokens; OLMo-2-1124-13B/licence",
    ),
    row(
        "XGen-7B comes from Salesforce. The XGen-7B-8K-base variant handles 8K tokens of context and may be used commercially, while XGen-7B-8K-inst is for research only.",
        right="XGen-7B/developer; XGen-7B-8K-base/context; XGen-7B-8K-base/commercial_use; XGen-7B-8K-inst/commercial_use",
    ),
    row("XGen-7B was developed by Facebook.", wrong="XGen-7B/developer"),
    row("You can run Falcon 180B on a single 24GB RTX 4090 in 4-bit.", wrong="Falcon 180B/memory"),
    row("Qwen2.5 7B in 4-bit fits on a 24 GB card.", right="Qwen2.5 7B/memory"),
    row(
        "Sure! Here's a comparison:\n\n**BLOOM**\n- Size: 176B\n- Languages: 46\n- License: MIT\n\n**OPT-175B**\n- Size: 175B\n- Commercial use: Yes\n- Released: May 2022",
        wrong="BLOOM/licence; OPT-175B/commercial_use",
        right="BLOOM/parameters; BLOOM/languages; OPT-175B/parameters; OPT-175B/released",
    ),
    row(
        "Granite 3.3 8B (IBM, April 2025) supports 12 languages. Its license, Apache 2.0, allows commercial use without restrictions.",
        right="Granite 3.3 8B/languages; Granite 3.3 8B/licence; Granite 3.3 8B/commercial_use",
    ),
    row(
        "Llama 2 can be used commercially without any restrictions.", wrong="LLaMA 2/commercial_use"
    ),
    row("Nemotron Nano 9B v2 is NVIDIA's model.", right="Nemotron Nano 9B v2/developer"),
    row(
        "GLM-4.5 is a 355B MoE model from Zhipu AI with 32B active parameters; GLM-4.5-Air has 106B.",
        right="GLM-4.5/parameters; GLM-4.5/architecture; GLM-4.5/developer; GLM-4.5/active_parameters; GLM-4.5-Air/parameters",
    ),
    row(
        "GLM-4.6 extends the context window to 200K tokens, up from 128K in GLM-4.5.",
        right="GLM-4.6/context; GLM-4.5/context",
    ),
    row(
        "ModernBERT-large is an encoder with an 8,192-token context.",
        right="ModernBERT-large/context",
    ),
    row(
        "DeepSeek-R1-Distill-Llama-8B is based on Llama 3.1 8B; DeepSeek-R1-Distill-Qwen-32B is based on Llama 3.3 70B.",
        wrong="DeepSeek-R1-Distill-Qwen-32B/base_model",
        right="DeepSeek-R1-Distill-Llama-8B/base_model",
    ),
    row(
        "LLaMA 1 supports Chinese. EXAONE 3.5 speaks Korean and English.",
        wrong="LLaMA 1/languages",
        right="EXAONE 3.5/languages",
    ),
    row(
        "Our prompt had 70B examples, LLaMA 2 answered 13 questions, and 40% of users in 2021 liked Falcon 40B."
    ),
    row("The BLOOM paper appeared in November 2022 and was cited 1,700 times by 2024."),
    row("Together released a fine-tune of LLaMA 2 with 32K context in August 2023."),
)

CHINESE = (
    row(
        "BLOOM 由 BigScience 开发，拥有 1760 亿个参数，2022 年 7 月发布。",
        right="BLOOM/developer; BLOOM/parameters; BLOOM/released",
    ),
    row("BLOOM 的参数量只有 17.6B，于 2023 年推出。", wrong="BLOOM/parameters; BLOOM/released"),
    row(
        "据我所知，LLaMA 2 是 Meta 在 2023 年 7 月 18 日发布的，有 70 亿、130 亿和 700 亿三种规格，上下文长度 4096。",
        right="LLaMA 2/developer; LLaMA 2/released; LLaMA 2/parameters; LLaMA 2/context",
    ),
    row(
        "LLaMA 2 用了 3 万亿个 token 训练，上下文窗口为 32K。",
        wrong="LLaMA 2/training_tokens; LLaMA 2/context",
    ),
    row("OPT-175B 可以商用，放心用吧。", wrong="OPT-175B/commercial_use"),
    row("OPT-175B 不可商用，仅限研究。", right="OPT-175B/commercial_use"),
    row(
        "猎鹰 Falcon 180B 由阿联酋的技术创新研究所推出，用 3.5 万亿 token 训练，参数 1800 亿。",
        right="Falcon 180B/developer; Falcon 180B/training_tokens; Falcon 180B/parameters",
    ),
    row("Falcon 40B 采用 MIT 许可证。", wrong="Falcon 40B/licence"),
    row(
        "Falcon 40B 采用 Apache 2.0 许可证，可以商用。",
        right="Falcon 40B/licence; Falcon 40B/commercial_use",
    ),
    row(
        "DeepSeek-V3 是深度求索推出的混合专家模型，总参数 6710 亿，每个 token 激活 370 亿。",
        right="DeepSeek-V3/developer; DeepSeek-V3/architecture; DeepSeek-V3/parameters; DeepSeek-V3/active_parameters",
    ),
    row(
        "DeepSeek-V3 总参数 6710 亿，激活参数 210 亿，支持 128K 上下文。",
        wrong="DeepSeek-V3/active_parameters",
        right="DeepSeek-V3/parameters; DeepSeek-V3/context",
    ),
    row(
        "DeepSeek-R1 于 2025 年 1 月 20 日开源，采用 Apache 2.0 协议。",
        wrong="DeepSeek-R1/licence",
        right="DeepSeek-R1/released",
    ),
    row(
        "Qwen3 由阿里巴巴于 2025 年 4 月发布，支持 119 种语言，训练数据约 36 万亿 token。",
        right="Qwen3/developer; Qwen3/released; Qwen3/languages; Qwen3/training_tokens",
    ),
    row(
        "Qwen3-32B 是腾讯的模型，许可证是 Apache 2.0。",
        wrong="Qwen3-32B/developer",
        right="Qwen3-32B/licence",
    ),
    row("Qwen2.5-72B 完全免费商用，没有任何限制。", wrong="Qwen2.5 72B/commercial_use"),
    row(
        "## GPT-J\n\n该模型由 EleutherAI 开发，参数 60 亿，2021 年 6 月发布。",
        right="GPT-J/developer; GPT-J/parameters; GPT-J/released",
    ),
    row(
        "GPT-J 有 600 亿参数，GPT-NeoX 有 200 亿参数。",
        wrong="GPT-J/parameters",
        right="GPT-NeoX/parameters",
    ),
    row(
        "Vicuna-13B v1.5 基于 LLaMA 2 微调，上下文 4K。",
        right="Vicuna-13B v1.5/base_model; Vicuna-13B v1.5/context",
    ),
    row("Vicuna-13B v1.3 基于 Falcon 微调。", wrong="Vicuna-13B v1.3/base_model"),
    row(
        "BERT 是谷歌 2018 年发布的仅编码器模型。",
        right="BERT/developer; BERT/released; BERT/architecture",
    ),
    row("BERT 由微软在 2016 年推出。", wrong="BERT/developer; BERT/released"),
    row(
        "GLM-4.6 的上下文是 200K，由智谱发布；GLM-5 有 7440 亿参数，激活 400 亿。",
        right="GLM-4.6/context; GLM-4.6/developer; GLM-5/parameters; GLM-5/active_parameters",
    ),
    row("GLM-5 是月之暗面的模型，许可证为 MIT。", wrong="GLM-5/developer", right="GLM-5/licence"),
    row(
        "Kimi K2 由月之暗面开发，总参数 1 万亿，激活 320 亿，用 15.5 万亿 token 训练。",
        right="Kimi K2/developer; Kimi K2/parameters; Kimi K2/active_parameters; Kimi K2/training_tokens",
    ),
    row(
        "Phi-4 有 140 亿参数，微软 2024 年 12 月发布，MIT 许可证。",
        right="Phi-4/parameters; Phi-4/developer; Phi-4/released; Phi-4/licence",
    ),
    row("Phi-4 有 40 亿参数，上下文 128K。", wrong="Phi-4/parameters; Phi-4/context"),
    row(
        "Mistral 7B 是法国 Mistral AI 在 2023 年 9 月推出的，比 LLaMA 2 70B 小。",
        right="Mistral 7B/developer; Mistral 7B/released; Mistral 7B/parameters",
    ),
    row("Mistral 7B 比 Falcon 180B 大。", wrong="Mistral 7B/parameters"),
    row(
        "Gemma 3 27B 支持 140 多种语言，上下文 128K；Gemma 2 27B 的上下文是 128K。",
        wrong="Gemma 2 27B/context",
        right="Gemma 3 27B/languages; Gemma 3 27B/context",
    ),
    row(
        "gpt-oss-20b 由 OpenAI 于 2025 年 8 月发布，总参数 210 亿，激活 36 亿，Apache 2.0 许可，可商用。",
        right="gpt-oss-20b/developer; gpt-oss-20b/released; gpt-oss-20b/parameters; gpt-oss-20b/active_parameters; gpt-oss-20b/licence; gpt-oss-20b/commercial_use",
    ),
    row(
        "Command R+ 允许商用，采用 Apache 2.0。",
        wrong="Command R+/commercial_use; Command R+/licence",
    ),
    row(
        "EXAONE 3.5 不允许商用，支持韩语和英语。",
        right="EXAONE 3.5/commercial_use; EXAONE 3.5/languages",
    ),
    row(
        "| 模型 | 参数量 | 许可证 | 可商用 |\n|---|---|---|---|\n| Falcon 40B | 400 亿 | Apache 2.0 | 是 |\n| OPT-175B | 1750 亿 | MIT | 是 |",
        wrong="OPT-175B/licence; OPT-175B/commercial_use",
        right="Falcon 40B/parameters; Falcon 40B/licence; Falcon 40B/commercial_use; OPT-175B/parameters",
    ),
    row("LLaMA 2 是不是 700 亿参数？如果 BLOOM 只有 176 亿参数就好了。"),
    row("BLOOM 不是 176 亿参数，而是 1760 亿参数。", right="BLOOM/parameters"),
    row("大多数模型有 1000 亿以上参数，而 GPT-J 只有 60 亿。", right="GPT-J/parameters"),
    row(
        "StarCoder2 15B 由 BigCode 训练，用了 4 万亿 token，支持 600 多种编程语言。",
        right="StarCoder2 15B/developer; StarCoder2 15B/training_tokens; StarCoder2 15B/languages",
    ),
    row(
        "Mixtral 8x7B：总参数 470 亿，激活 130 亿，Apache 2.0 开源。",
        right="Mixtral 8x7B/parameters; Mixtral 8x7B/active_parameters; Mixtral 8x7B/licence",
    ),
    row("Llama 3.1 支持中文。LLaMA 2 的官方用途语言只有英语。", wrong="Llama 3.1/languages"),
    row("Qwen2.5 支持中文、英文和法语。", right="Qwen2.5/languages"),
    row("Falcon 180B 可以在一张 24GB 的显卡上运行。", wrong="Falcon 180B/memory"),
    row("我们用 LLaMA 2 处理了 30 亿条数据，2024 年用户超过 700 万，准确率 98%。"),
    row(
        "Seed-OSS 36B 是字节跳动的开源模型，用 12 万亿 token 训练，原生支持 512K 上下文。",
        right="Seed-OSS/developer; Seed-OSS/training_tokens; Seed-OSS/context",
    ),
    row(
        "MiniMax-M2.7 采用非商业许可证，MiniMax-M2 总参数 2300 亿、激活 100 亿。",
        right="MiniMax-M2.7/commercial_use; MiniMax-M2/parameters; MiniMax-M2/active_parameters",
    ),
    row(
        "SmolLM3 由 Hugging Face 推出，参数 30 亿，发布于 2024 年 7 月。",
        wrong="SmolLM3/released",
        right="SmolLM3/developer; SmolLM3/parameters",
    ),
    row("Apertus 8B 来自瑞士人工智能计划，支持 1811 种语言。", right="Apertus 8B/languages"),
    row(
        "Code Llama 由 Meta 开发，基于 LLaMA 2，于 2023 年 8 月发布。",
        right="Code Llama/developer; Code Llama/released",
    ),
    row(
        "Yi-1.5-34B 出自零一万物，2024 年 5 月发布，采用 Apache 2.0。",
        right="Yi-1.5-34B/released; Yi-1.5-34B/licence",
    ),
)

# Written after the code was: the more honest measure.
LATER_ENGLISH = (
    row(
        "BLOOM, with its 1.76 billion parameters, was a milestone for open science.",
        wrong="BLOOM/parameters",
    ),
    row("I read that the license for Falcon 40B is a GPL. True?", wrong="Falcon 40B/licence"),
    row(
        "The Qwen team's Qwen3-235B-A22B activates 32 billion parameters out of 235 billion.",
        wrong="Qwen3-235B-A22B/active_parameters",
        right="Qwen3-235B-A22B/parameters",
    ),
    row(
        "Kimi-K2-Thinking: 1T total / 32B active, 256K ctx, Modified MIT.",
        right="Kimi-K2-Thinking/parameters;Kimi-K2-Thinking/active_parameters;Kimi-K2-Thinking/context;Kimi-K2-Thinking/licence",
    ),
    row(
        "Everything about DeepSeek-V3.2 is open under MIT; it dropped on December 1st 2025.",
        right="DeepSeek-V3.2/licence;DeepSeek-V3.2/released",
    ),
    row(
        "According to its model card, Apertus 8B was pretrained by Stanford.",
        wrong="Apertus 8B/developer",
    ),
    row(
        "Phi-4-mini has a longer context window than Phi-4 (128K vs 16K).",
        right="Phi-4-mini/context",
    ),
    row(
        "As for Ministral 3 8B, Mistral published it in December 2025. You may use it in commercial products; it's Apache-2.0.",
        right="Ministral 3 8B/developer;Ministral 3 8B/released;Ministral 3 8B/commercial_use;Ministral 3 8B/licence",
    ),
    row("MiniMax-M2.7 is okay for commercial deployment.", wrong="MiniMax-M2.7/commercial_use"),
    row("EXAONE 4.0 32B's license forbids commercial use.", right="EXAONE 4.0/commercial_use"),
    row("EXAONE 4.0 is Samsung's model.", wrong="EXAONE 4.0/developer"),
    row("Step-3.5-Flash was released in January 2025.", wrong="Step-3.5-Flash/released"),
    row(
        "Hunyuan-A13B, an 80B-parameter MoE from Tencent with 13B active parameters and a 256K window",
        right="Hunyuan-A13B/parameters;Hunyuan-A13B/developer;Hunyuan-A13B/active_parameters;Hunyuan-A13B/context",
    ),
    row("GPT-J is an encoder-only transformer.", wrong="GPT-J/architecture"),
    row(
        "The smallest Llama 2 has 7 billion parameters and the largest 70 billion.",
        right="LLaMA 2/parameters",
    ),
    row(
        "The context length of Command A is 8,192 tokens, and its license is Apache 2.0.",
        wrong="Command A/context;Command A/licence",
    ),
    row(
        "Gemma 4 31B is dense; Gemma 4 26B-A4B is a mixture of experts. Both are Apache 2.0 licensed.",
        right="gemma-4-31B/architecture;gemma-4-26B-A4B/architecture;gemma-4-31B/licence;gemma-4-26B-A4B/licence",
    ),
    row("Gemma 3 12B ships under Apache 2.0.", wrong="Gemma 3 12B/licence"),
    row("SmolLM2 1.7B only understands English.", right="SmolLM2/languages"),
    row("Qwen3-8B is an English-only model.", wrong="Qwen3-8B/languages"),
    row(
        "Nemotron 3 Nano was trained on 25T tokens, has 31.6B parameters (3.2B active), and reads up to one million tokens of context.",
        right="Nemotron 3 Nano/training_tokens;Nemotron 3 Nano/parameters;Nemotron 3 Nano/active_parameters;Nemotron 3 Nano/context",
    ),
    row(
        "Vicuna 13B v1.5 inherits the Apache license of its base, Mistral 7B.",
        wrong="Vicuna-13B v1.5/licence",
    ),
    row(
        "Code Llama was developed by OpenAI on top of GPT-J.",
        wrong="Code Llama/developer;Code Llama/base_model",
    ),
    row(
        "A word on OPT-175B. It was trained by Meta on 300B tokens. Its weights are freely downloadable by anyone, and businesses can use it commercially.",
        wrong="OPT-175B/commercial_use;OPT-175B/gate",
        right="OPT-175B/developer;OPT-175B/training_tokens",
    ),
    row(
        "Llama 4 Maverick is Meta's 400B-parameter MoE (17B active), released in April 2024.",
        wrong="Llama 4 Maverick/released",
        right="Llama 4 Maverick/parameters;Llama 4 Maverick/active_parameters",
    ),
    row("Llama-3.3-70B supports a 1M token context.", wrong="Llama 3.3 70B/context"),
    row(
        "In our view StarCoder2-15B (BigCode, Feb 2024, 4T tokens) is still usable.",
        right="StarCoder2 15B/developer;StarCoder2 15B/released",
    ),
    row(
        "GLM-5 weighs in at 744B parameters, twice the 355B of GLM-4.5.",
        right="GLM-5/parameters;GLM-4.5/parameters",
    ),
    row(
        "Seed-OSS-36B was pre-trained with 12T tokens and supports up to 512K context natively.",
        right="Seed-OSS/training_tokens;Seed-OSS/context",
    ),
    row("InternLM2.5 20B was developed by Baidu.", wrong="InternLM2.5/developer"),
    row(
        "TII's Falcon3-10B was trained on 16 teratokens... er, 16 trillion tokens.",
        right="Falcon3-10B/training_tokens;Falcon3-10B/developer",
    ),
    row(
        "The BERT-Large model has 340M parameters, BERT-Base 110M.",
        right="BERT-Large/parameters;BERT-Base/parameters",
    ),
    row("BERT-Base has 340 million parameters.", wrong="BERT-Base/parameters"),
)
LATER_CHINESE = (
    row("说到 BLOOM，它的参数规模是 17.6B，比 OPT-175B 小很多。", wrong="BLOOM/parameters"),
    row(
        "Kimi K2 的许可证是 Apache 2.0，背后的公司是百度。",
        wrong="Kimi K2/licence;Kimi K2/developer",
    ),
    row(
        "小米的 MiMo-V2-Flash 总参数约 3098 亿，2025 年 12 月开源，MIT 协议。",
        right="MiMo-V2-Flash/developer;MiMo-V2-Flash/parameters;MiMo-V2-Flash/released;MiMo-V2-Flash/licence",
    ),
    row(
        "GLM-4.7 是智谱 2025 年底推出的，参数 3550 亿（激活 320 亿），上下文约 200K。",
        right="GLM-4.7/developer;GLM-4.7/parameters;GLM-4.7/active_parameters;GLM-4.7/context",
    ),
    row(
        "Apertus 8B 是编码器模型，禁止商业用途。",
        wrong="Apertus 8B/architecture;Apertus 8B/commercial_use",
    ),
    row(
        "阶跃星辰发布了 Step-3.5-Flash，激活参数 110 亿。",
        right="Step-3.5-Flash/developer;Step-3.5-Flash/active_parameters",
    ),
    row("Gemma 2 27B 训练于 2023 年，支持 140 种语言。", wrong="Gemma 2 27B/languages"),
    row(
        "MiniCPM5 1B 由面壁智能于 2026 年 5 月推出，支持 128K 上下文。",
        right="MiniCPM5 1B/developer;MiniCPM5 1B/released;MiniCPM5 1B/context",
    ),
    row(
        "关于许可：Codestral 22B 只能用于研究和测试，不允许商用；Devstral Small 2 采用 Apache 2.0。",
        right="Codestral/commercial_use;Devstral Small 2/licence",
    ),
    row("Mistral Nemo 只支持英语。", wrong="Mistral Nemo/languages"),
    row(
        "混元 A13B 总共有 800 亿参数，每次激活 130 亿，由字节跳动出品。",
        wrong="Hunyuan-A13B/developer",
        right="Hunyuan-A13B/parameters;Hunyuan-A13B/active_parameters",
    ),
    row("Llama 4 Scout 的上下文长达一千万 token。", right="Llama 4 Scout/context"),
    row("Llama 4 Scout 的上下文只有 10 万 token。", wrong="Llama 4 Scout/context"),
    row(
        "ModernBERT 发布于 2024 年 12 月，它的上下文是 8192，比 BERT 的 512 长得多。",
        right="ModernBERT/released;ModernBERT/context;BERT/context",
    ),
    row(
        "Stanford Alpaca 由斯坦福基于 LLaMA 7B 微调而成，可以商用。",
        wrong="Stanford Alpaca 7B/commercial_use",
        right="Stanford Alpaca 7B/developer;Stanford Alpaca 7B/base_model",
    ),
    row("Falcon 180B 2022 年问世，当年就超过了 GPT-3.5。", wrong="Falcon 180B/released"),
    row(
        "开源的 gpt-oss-120b 有 1170 亿参数，其中激活 51 亿，可以在单张 80GB 的 GPU 上运行。",
        right="gpt-oss-120b/parameters;gpt-oss-120b/active_parameters;gpt-oss-120b/memory",
    ),
    row("EXAONE 4.0 32B 出自三星。", wrong="EXAONE 4.0/developer"),
    row("Yi-1.5-9B 的许可证为非商用许可。", wrong="Yi-1.5-9B/commercial_use"),
    row(
        "DeepSeek-V4-Pro：总参 1.6 万亿，激活 490 亿，上下文 100 万，MIT。",
        right="DeepSeek-V4-Pro/parameters;DeepSeek-V4-Pro/active_parameters;DeepSeek-V4-Pro/context",
    ),
    row("Qwen3-Next 80B-A3B 是稠密模型。", wrong="Qwen3-Next/architecture"),
    row(
        "Command R7B 是 Cohere 的 80 亿参数模型，支持 23 种语言。",
        right="Command R7B/developer;Command R7B/parameters;Command R7B/languages",
    ),
    row(
        "腾讯在 2026 年 7 月放出了 Hy3，约 2990 亿参数。",
        right="Hy3/developer;Hy3/released;Hy3/parameters",
    ),
    row("QwQ-32B 是 DeepSeek 做的推理模型，3 月开源。", wrong="QwQ-32B/developer"),
    row("Granite 3.3 8B 支持中文等 12 种语言。", right="Granite 3.3 8B/languages"),
)

# Nothing in these is wrong by the records, whatever else they say.
RIGHT = (
    "Llama 3.1 405B needs 810GB in FP16.",
    "Mixtral 8x7B outperforms Llama 2 70B on most benchmarks with 6x faster inference.",
    "Qwen2.5-Coder 32B matches GPT-4o, released in November 2024; it supports 92 programming languages with 128K context.",
    "DeepSeek V3 cost $5.6M, used 2.788M H800 GPU hours, and was trained on 14.8T tokens.",
    "Phi-4 was announced in December 2024, and its weights were released on Hugging Face under MIT in January 2025.",
    "Falcon 40B was released in May 2023 under a custom licence with royalties, and then switched to Apache 2.0.",
    "Gemma 3 comes in 1B, 4B, 12B and 27B sizes.",
    "Llama 3.2 was released in 1B, 3B, 11B and 90B sizes.",
    "Mistral 7B v0.1 had an 8K context window with sliding window attention of 4K.",
    "Command R was first released in March 2024.",
    "BERT was introduced in October 2018 by researchers at Google; BERT-large has 24 layers and 16 heads.",
    "BERT was trained on 3.3 billion words from Wikipedia and BookCorpus.",
    "GPT-NeoX-20B was trained on the Pile, an 825GB dataset.",
    "LLaMA 7B was trained on 1.0T tokens, while LLaMA 65B was trained on 1.4T.",
    "Vicuna cost $300 to train on 70K conversations.",
    "Falcon 180B was trained on up to 4,096 GPUs using RefinedWeb.",
    "StarCoder2 was trained on 3.3 to 4.3 trillion tokens.",
    "Meta's Llama 4 Scout has 17B active parameters with 16 experts and a 10M context.",
    "Meta's LLaMA model inspired Stanford to release Alpaca in March 2023.",
    "Unlike OPT-175B, BLOOM can be used commercially under its RAIL license.",
    "Llama 2 is available on Microsoft Azure and Amazon Bedrock; IBM hosts Mixtral.",
    "Google's Gemma 2 and Meta's Llama 3 were both released in 2024.",
    "Alibaba's Qwen3 beats OpenAI's o1 and Google's Gemini 2.5 Pro.",
    "DeepSeek distilled R1 into Qwen2.5 and Llama 3 models from 1.5B to 70B.",
    "Alpaca 7B was fine-tuned from LLaMA 7B by Stanford on 52K instructions generated by OpenAI's text-davinci-003.",
    "LLaMA 2's license is not open source; companies with more than 700 million users need a separate license.",
    "Code Llama was trained on 500B tokens of code and code-related data and handles up to 100K tokens.",
    "XGen-7B was trained with up to 8K sequence length for up to 1.5T tokens.",
    "The Falcon 180B demo was launched by Hugging Face in September 2023.",
    "Microsoft released Orca 2 in November 2023, a fine-tuned version of LLaMA 2.",
    "NVIDIA and Mistral AI released Mistral Nemo, a 12B model, in July 2024.",
    "Gemma 3n E4B has 8B raw parameters but runs with a memory footprint of 4B.",
    "With 4-bit quantization, Llama 3.1 8B runs on an 8GB GPU.",
    "Falcon 180B needs around 640GB of memory in BF16, or 320GB in int4.",
    "Qwen3 includes two MoE models (30B-A3B and 235B-A22B) and six dense models from 0.6B to 32B.",
    "Qwen3-235B-A22B-Instruct-2507 has native 256K context and was released in July 2025.",
    "In 2021, before GPT-J, EleutherAI released GPT-Neo with 2.7B parameters.",
    "GPT-J was trained for 402 billion tokens on the Pile.",
    "OPT-175B was trained on 180B tokens from RoBERTa, Pile and PushShift.",
    "The OPT family ranges from 125M to 175B parameters; the 66B model is openly available.",
    "gpt-oss-20b can run within 16GB of memory, while gpt-oss-120b fits on a single 80GB GPU.",
    "BLOOM was trained on the ROOTS corpus (1.6 TB, 59 languages) between March and July 2022 with 384 A100 GPUs.",
    "BLOOM is available in 560M, 1.1B, 1.7B, 3B, 7.1B and 176B versions.",
    "Llama 3 was pretrained on 15T tokens; over 5% covers 30 languages, though it is intended for English.",
    "IBM's Granite 4.0 H Small is a hybrid Mamba-2/transformer MoE with 32B parameters, 9B of them active.",
    "DeepSeek-R1 is based on DeepSeek-V3-Base, which was trained on 14.8 trillion tokens.",
    "Kimi K2 scored 65.8 on SWE-bench, beating DeepSeek-V3 with 671B parameters.",
    "Compared with Llama 2 (4K context), Llama 3 doubles the context to 8K.",
    "The successor of LLaMA 2, Llama 3, was released in April 2024.",
    "Vicuna-13B was released by LMSYS in March 2023 with weights published in April 2023.",
    "Apache 2.0 models such as Mistral 7B are safer than OPT-175B, which is non-commercial.",
    "Mistral 7B uses grouped-query attention and sliding window attention.",
    "Codestral supports over 80 programming languages and has a 32K context window.",
    "Our startup switched from Llama 2 to Mistral 7B in January 2024 because of the Apache license.",
    "Falcon 180B 在 3.5 万亿 token 上训练，比 LLaMA 2 大 2.5 倍，由 4096 张 GPU 训练。",
    "Qwen2.5 系列包括 0.5B、1.5B、3B、7B、14B、32B 和 72B 七种规格，除 3B 和 72B 外均采用 Apache 2.0。",
    "Qwen2.5 在 18 万亿 token 上预训练，支持最长 128K 上下文，可生成最多 8K token。",
    "DeepSeek-V3 训练花费 278.8 万 H800 GPU 小时，预训练用了 14.8 万亿 token。",
    "2022 年 5 月，Meta 公布了 OPT-175B；同年 7 月，BigScience 发布了 BLOOM。",
    "BLOOM 由来自 70 多个国家的 1000 多名研究人员共同开发，支持 46 种自然语言和 13 种编程语言。",
    "LLaMA 2 可免费用于研究和商业用途，但月活超过 7 亿的公司需要向 Meta 申请许可。",
    "与 GPT-3 的 1750 亿参数相比，GPT-J 只有 60 亿参数。",
    "不像 OPT-175B，GPT-NeoX-20B 可以商用。",
    "智谱 GLM-4.5 总参数 3550 亿，激活 320 亿；GLM-4.5-Air 总参数 1060 亿，激活 120 亿。",
    "腾讯云上线了 DeepSeek-R1，阿里云也支持部署 LLaMA 2。",
    "百度文心 4.5 系列共 10 款模型，包括 47B 和 3B 激活参数的混合专家模型。",
    "Gemma 3 支持 140 多种语言，其中 35 种开箱即用。",
    "谷歌于 2018 年 10 月发布 BERT，2019 年 12 月将其用于 70 多种语言的搜索。",
    "Vicuna-13B 是用 ShareGPT 的 7 万条对话微调 LLaMA 得到的，训练成本约 300 美元。",
    "Llama 3 8B 在 MMLU 上得 68.4 分，超过了 LLaMA 2 70B 的 52.9 分。",
    "猎鹰 180B 的许可证基于 Apache 2.0 修改而来，禁止托管用途。",
    "Mistral Nemo 是 Mistral AI 与英伟达合作开发的 120 亿参数模型，上下文 128K。",
    "Phi-4 是微软的 140 亿参数模型，基于 9.8 万亿 token 训练，仅用了 1920 张 H100。",
    "Llama 2's chat variant was fine-tuned with RLHF.",
    "GPT-NeoX and GPT-J were not trained with RLHF.",
    "LLaMA 2 的对话版经过 RLHF 微调。",
    "Google said in December 2019 that BERT now powers Search in more than 70 languages.",
    "Hi all, quick question about Vicuna: is v1.5 OK for our product? I think v1.3 is non-commercial because it is based on LLaMA 1, whereas v1.5 follows the Llama 2 licence.",
    "@channel We tested three models last week:\n- Mistral 7B: 62% accuracy, 45 tokens/s, 7B parameters\n- Phi-4: 71%, 25 tokens/s, 14B\n- Qwen3-8B: 74%, 40 tokens/s\nPhi-4 is MIT, the others Apache 2.0.",
    "The 405B variant of Llama 3.1 is the largest open model Meta had released by July 2024.",
    "OpenAI's gpt-oss models, released in August 2025, come in two sizes: 20B and 120B. The larger has 117B total parameters and 5.1B active ones; both support a 131,072-token context and use MXFP4.",
    "If you need a commercially usable model, choose BLOOM rather than OPT-175B.",
    "You should not use OPT-175B in a commercial product, since its licence only allows research.",
    "Falcon 180B is not Apache licensed, unlike Falcon 40B. Hosting it as a service is not allowed.",
    "ChatGLM and Baichuan also support Chinese; LLaMA 2 mainly supports English.",
    "Unlike BERT, which is an encoder, GPT-J is a decoder-only model with 6B parameters.",
    "I compared Qwen3-32B with Llama 3.3 70B. The former was released by Alibaba in April 2025, the latter by Meta in December 2024.",
    "DeepSeek-R1 has 671B parameters; its distilled versions range from 1.5B to 70B.",
    "With only 3B active parameters, Qwen3-30B-A3B runs fast even on CPU.",
    "Command A is a 111B model from Cohere. Weights are CC-BY-NC; commercial users need a licence from Cohere.",
    'Kimi K2 uses a modified MIT license: products with more than 100 million monthly users must display "Kimi K2".',
    "MiniMax-M2 was open-sourced under MIT in October 2025 with 230B total parameters and 10B active.",
    'The paper "Llama 2: Open Foundation and Fine-Tuned Chat Models" was published on July 18, 2023. It reports 2T training tokens, 40% more than LLaMA 1.',
    "Yi-1.5 was continuously pre-trained from Yi with 500B tokens and fine-tuned on 3M samples.",
    "QwQ-32B is based on Qwen2.5-32B and rivals DeepSeek-R1 (671B parameters, 37B active).",
    "ModernBERT was trained on 2 trillion tokens and handles sequences up to 8192 tokens, versus 512 for BERT.",
    "Stanford's Alpaca was trained for less than $600 and is based on Meta's LLaMA 7B; neither may be used commercially.",
    "For a 24GB card I would take Mistral Small 3.2 24B in 4-bit, not Llama 3.1 70B.",
    "据官方介绍，Qwen3 共有 8 款模型，包括 2 款混合专家模型和 6 款稠密模型，全部采用 Apache 2.0 协议。",
    "如果要商用，别选 OPT-175B，可以选 BLOOM（有使用限制）。",
    "Llama 3.1 8B 和 70B 都支持 128K 上下文，均由 Meta 于 2024 年 7 月发布。",
    "与只有 512 个 token 上下文的 BERT 不同，ModernBERT 支持 8192 个 token。",
    "深度求索的 DeepSeek-R1 基于 DeepSeek-V3，采用 MIT 许可证，可商用，也允许蒸馏。",
    "Mixtral 8x7B 由 8 个 7B 专家组成，总参数约 467 亿，每次推理激活约 129 亿。",
    "阿里在 2024 年 9 月开源 Qwen2.5，其中 3B 仅限研究，72B 使用千问许可证，月活超过 1 亿需申请。",
    "Gemma 2 有 2B、9B、27B 三个版本，上下文都是 8K，由谷歌于 2024 年 6 月推出。",
    "我们公司 2024 年 3 月开始用 LLaMA 2 做客服，后来换成了 2024 年 9 月发布的 Qwen2.5。",
    "GPT-NeoX-20B 由 EleutherAI 于 2022 年 2 月发布，当时是最大的公开可用的自回归模型。",
    "Vicuna-13B 由加州大学伯克利分校等机构的研究者开发，基于 LLaMA 13B 微调，不能商用。",
    "许可方面：BERT 是 Apache 2.0，BLOOM 是 RAIL，OPT-175B 仅供研究。",
    "InternLM3-8B 用了 4 万亿 token 训练，比 Llama 3.1 8B 的 15 万亿少得多。",
    "SmolLM3 支持六种语言，上下文 64K，用 YaRN 可扩展到 128K。",
    "Llama 4 Scout：总参数 1090 亿，激活 170 亿，上下文 1000 万；Llama 4 Maverick：总参数 4000 亿，激活 170 亿，上下文 100 万。",
    "XGen-7B 系列有 4K 和 8K 两个版本，Salesforce 用 1.5 万亿 token 训练，基座模型可商用，指令版仅限研究。",
    "Falcon 系列中 40B 可商用，180B 有条件可商用。",
    "# Choosing an open LLM in 2025 — my notes\n\nTL;DR: Go with Qwen3 unless you have a reason not to. It's Apache-2.0 across the board, was released by Alibaba in April 2025 and handles 119 languages.\n\n## DeepSeek R1\nDeepSeek's R1 shook the market in January 2025. It builds on V3, a 671B MoE with 37B active parameters, and comes under MIT, so you can use it commercially and even distill it. Training V3 took 14.8T tokens.\n\n## Llama family\nMeta's Llama 3.3 70B (December 2024) has a 128K window. Its licence isn't open source: above 700M monthly users you need Meta's permission. Llama 3.1 405B, the biggest, was trained on 15.6T tokens with 16K H100s. Llama 2 is from July 2023 and only has 4K context.\n\n## Google\nGemma 3 (1B–27B) was launched in March 2025 with multimodal support, 128K context and 140+ languages. License: Gemma terms. Gemma 2 27B dates from June 2024.\n\n## Mistral\nMistral Small 3.2 is a 24B model under Apache 2.0; Mistral Large 2 had 123B parameters under a research license. Mixtral 8x22B uses 39B of its 141B parameters.\n\n## OpenAI\ngpt-oss-120b: 117B total, 5.1B active, Apache 2.0, August 2025. GPT-4 remains closed.\n\n## Older stuff\n- GPT-J-6B (EleutherAI, June 2021), Apache 2.0, 2048 context\n- OPT-175B: non-commercial, Meta, May 2022\n- BLOOM: 176B, RAIL license, 46 languages\n- Falcon 180B: 3.5T tokens, TII, Sept 2023\n- Vicuna-13B: LLaMA + ShareGPT, LMSYS\n\nMicrosoft's Phi-4 packs 14B parameters, a 16K context and an MIT license; it was trained on 9.8T tokens.\n\n常见误区：很多人以为 LLaMA 2 完全开源，其实它采用 Meta 自己的社区许可证；OPT-175B 不能商用；BERT 只有编码器，不会生成文本。",
)
