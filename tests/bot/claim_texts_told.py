"""More short texts about models, with tables, lists, shortened names, pairs and both scripts of Chinese."""

from tests.bot.claim_texts import row

TOLD_ENGLISH = (
    row(
        "We benchmarked DeepSeek-V3 last week. It's a 671B MoE that activates 21B per token.",
        wrong="DeepSeek-V3/active_parameters",
        right="DeepSeek-V3/parameters",
    ),
    row(
        "gpt-oss-120b: 117B total, 5.1B active, Apache 2.0, 128K context. Runs on one 80 GB GPU.",
        right="gpt-oss-120b/parameters; gpt-oss-120b/active_parameters; gpt-oss-120b/licence; gpt-oss-120b/context",
    ),
    row(
        "fwiw Qwen2.5 3B isn't apache, it's under the Qwen Research License, so no commercial use",
        right="Qwen2.5 3B/licence; Qwen2.5 3B/commercial_use",
    ),
    row(
        "All the Qwen2.5 sizes, including Qwen2.5 3B, are Apache 2.0.",
        wrong="Qwen2.5 3B/licence",
    ),
    row(
        "Falcon 180B can be offered as a hosted API without asking anybody.",
        wrong="Falcon 180B/commercial_use",
    ),
    row(
        "Suppose OPT-175B were MIT-licensed. Then a startup could sell it.\n\nOPT-175B may be used for commercial products.",
        wrong="OPT-175B/commercial_use",
    ),
    row(
        "ERNIE 4.5 has 424B parameters in its largest version.",
    ),
    row(
        "Llama 2 7B and 13B have 4K and 4K context respectively.",
        right="LLaMA 2 7B/context; LLaMA 2 13B/context",
    ),
    row(
        "Phi-4 and Gemma 2 27B have context windows of 16K and 32K, respectively.",
        wrong="Gemma 2 27B/context",
        right="Phi-4/context",
    ),
    row(
        "| Model | Params | Licence |\n|---|---|---|\n| Mixtral 8x7B | 56B | Apache 2.0 |\n| Mixtral 8x22B | 141B | Apache 2.0 |\n| Codestral 22B | 22B | Apache 2.0 |",
        wrong="Mixtral 8x7B/parameters; Codestral 22B/licence",
        right="Mixtral 8x22B/parameters; Mixtral 8x7B/licence; Mixtral 8x22B/licence; Codestral 22B/parameters",
    ),
    row(
        "### Kimi K2 Instruct\n\n- Developer: Moonshot AI\n- Total parameters: 1T\n- Active parameters: 32B\n- Context: 128K\n- License: MIT\n- Release: July 2025",
        right="Kimi-K2/developer; Kimi-K2/parameters; Kimi-K2/active_parameters; Kimi-K2/context; Kimi-K2/released",
    ),
    row(
        "### GLM-4.6\n\n- Made by Alibaba\n- 355B parameters, 32B active\n- 128K context window\n- MIT license",
        wrong="GLM-4.6/developer; GLM-4.6/context",
        right="GLM-4.6/parameters; GLM-4.6/active_parameters; GLM-4.6/licence",
    ),
    row(
        "Mistral Large 3 vs Command A: 675B vs 111B. The former is Apache-2.0, the latter is CC-BY-NC.",
        right="Mistral Large 3/parameters; command-a/parameters; Mistral Large 3/licence; command-a/licence",
    ),
    row(
        "Llama 3.1 8B vs Gemma 2 9B: context 128K vs 128K",
        wrong="Gemma 2 9B/context",
        right="Llama 3.1 8B/context",
    ),
    row(
        "Released on 18/07/2023, Llama 2 70B was trained on 2T tokens.",
        right="LLaMA 2 70B/released; LLaMA 2 70B/training_tokens",
    ),
    row(
        "BLOOM came out in Q3 2022 and Falcon 40B in mid-2022.",
        wrong="Falcon 40B/released",
        right="BLOOM/released",
    ),
    row(
        "Mistral 7B dropped in late September 2023; Mixtral 8x7B followed in November 2023.",
        wrong="Mixtral 8x7B/released",
        right="Mistral 7B/released",
    ),
    row(
        "BLOOM&nbsp;has 1.76e11 parameters &amp; supports 59 languages.",
        wrong="BLOOM/languages",
        right="BLOOM/parameters",
    ),
    row(
        "StarCoder2 15B was trained on over 4 trillion tokens covering 600+ programming languages and has a 16k window.",
        right="StarCoder2 15B/training_tokens; StarCoder2 15B/languages; StarCoder2 15B/context",
    ),
    row(
        "EXAONE 4.0 32B from Samsung is fully open for commercial use.",
        wrong="EXAONE 4.0 32B/developer; EXAONE 4.0 32B/commercial_use",
    ),
    row(
        "DeepSeek-R1-Distill-Qwen-7B is fine-tuned from Llama 3.1 8B.",
        wrong="DeepSeek-R1-Distill-Qwen-7B/base_model",
    ),
    row(
        "DeepSeek-R1-Distill-Llama-8B is based on Llama 3.1 8B and is MIT licensed, plus the Llama 3.1 licence applies.",
        right="DeepSeek-R1-Distill-Llama-8B/base_model; DeepSeek-R1-Distill-Llama-8B/licence",
    ),
    row(
        "Vicuna-13B v1.5 is built on LLaMA 1, while v1.3 is built on Llama 2.",
        wrong="Vicuna-13B v1.5/base_model; Vicuna-13B v1.3/base_model",
    ),
    row(
        "MiniMax-M2.7 is great for agents. You can embed it in a paid product for free.",
        wrong="MiniMax-M2.7/commercial_use",
    ),
    row(
        "Qwen3-30B-A3B is a dense model with 30B parameters.",
        wrong="Qwen3-30B-A3B/architecture",
        right="Qwen3-30B-A3B/parameters",
    ),
    row(
        "BERT-Large is an encoder-only transformer with 340 million parameters, published by Google in October 2018 under Apache 2.0.",
        right="BERT-Large/architecture; BERT-Large/parameters; BERT-Large/developer; BERT-Large/released; BERT-Large/licence",
    ),
    row(
        "BERT-Base has 340M parameters.",
        wrong="BERT-Base/parameters",
    ),
    row(
        "Llama 4 Scout: 109B total / 17B active, 10M context. Llama 4 Maverick: 400B total / 17B active, 10M context.",
        wrong="Maverick/context",
        right="Scout/parameters; Scout/active_parameters; Scout/context; Maverick/parameters; Maverick/active_parameters",
    ),
    row(
        "Olmo 3 7B from AI2 was trained on roughly 6T tokens; its weights are Apache-2.0 and its context is 65K.",
        right="Olmo-3-7B/training_tokens; Olmo-3-7B/licence; Olmo-3-7B/context",
    ),
    row(
        "granite-4.0-h-small has 32B parameters, 9B of which are active. It is licensed under MIT.",
        wrong="granite-4.0-h-small/licence",
        right="granite-4.0-h-small/parameters; granite-4.0-h-small/active_parameters",
    ),
    row(
        "Step-3.5-Flash by StepFun (about 199B params, ~11B active) shipped in January 2026.",
        right="Step-3.5-Flash/parameters; Step-3.5-Flash/active_parameters; Step-3.5-Flash/released; Step-3.5-Flash/developer",
    ),
    row(
        "GPT-NeoX-20B is bigger than BLOOM.",
        wrong="GPT-NeoX-20B/parameters",
    ),
    row(
        "Of the three, Phi-4 (14B), Gemma 3 12B and Mistral Nemo 12B, Gemma has the largest context at 256K.",
        wrong="Gemma 3 12B/context",
    ),
    row(
        "You need 4 GB of VRAM to run Llama 3.1 70B at 4-bit.",
        wrong="Llama 3.1 70B/memory",
    ),
    row(
        "At FP16 Mistral 7B needs about 15 GB of VRAM.",
        right="Mistral 7B/memory",
    ),
    row(
        "The Hugging Face id of Phi-4 is google/phi-4. Qwen3-8B lives at Qwen/Qwen3-8B.",
        wrong="Phi-4/hub_id",
        right="Qwen3-8B/hub_id",
    ),
    row(
        "Alpaca 7B is a fine-tune of LLaMA 7B and, because of its CC BY-NC license, can't be used commercially.",
        right="Alpaca/base_model; Alpaca/licence; Alpaca/commercial_use",
    ),
    row(
        "Command R+ (104B) was released by Cohere in April 2024. The 08-2024 refresh is non-commercial.",
    ),
    row(
        "Seed-OSS 36B is ByteDance's open model: Apache-2.0, 512K context, 12T tokens of pretraining.",
        right="Seed-OSS 36B/developer; Seed-OSS 36B/licence; Seed-OSS 36B/context; Seed-OSS 36B/training_tokens",
    ),
    row(
        "Codestral 22B isn't allowed in production without a commercial license from Mistral.",
        right="Codestral 22B/commercial_use",
    ),
    row(
        "If you have more than 700 million monthly users you need a separate licence from Meta to use Llama 3 8B.",
    ),
    row(
        "Unlike Gemma 2 27B, which has an 8K context, Gemma 3 27B handles 128K tokens, and it speaks 140+ languages.",
        right="Gemma 2 27B/context; Gemma 3 27B/context; Gemma 3 27B/languages",
    ),
    row(
        "I fine-tuned Qwen2.5 7B with 2B tokens of our own data and a 4K sequence length on 8 GPUs.",
    ),
    row(
        "Is OPT-175B Apache licensed? Someone told me it has 17B parameters, which is nonsense.",
    ),
    row(
        "SmolLM3 3B scored 36.7 on AIME, took 24 days on 384 H100s, and cost less than $1M.",
    ),
    row(
        "Nemotron 3 Nano 30B-A3B: ~31.6B total, ~3.2B active, up to 1M context, pretrained on 25T tokens.",
        right="Nemotron 3 Nano/parameters; Nemotron 3 Nano/active_parameters; Nemotron 3 Nano/context; Nemotron 3 Nano/training_tokens",
    ),
    row(
        "Tencent's Hunyuan-A13B activates 80B of its 13B parameters.",
        wrong="Hunyuan-A13B/active_parameters",
    ),
    row(
        "Gemma 2 9B was launched by Microsoft on June 24th, 2024.",
        wrong="Gemma 2 9B/developer",
        right="Gemma 2 9B/released",
    ),
    row(
        "StarCoder2 3B, 7B and 15B were trained on 3T, 3.5T and 4T tokens.",
        right="StarCoder2 3B/training_tokens; StarCoder2 7B/training_tokens; StarCoder2 15B/training_tokens",
    ),
    row(
        "Quick correction for yesterday's thread: Mixtral 8x22B activates 39B of its 141B parameters, not 22B.",
        right="Mixtral 8x22B/active_parameters; Mixtral 8x22B/parameters",
    ),
    row(
        "Qwen3-235B-A22B uses 235B parameters, of which 22B are used for each token. Qwen3-30B-A3B has 30B, with 8B active.",
        wrong="Qwen3-30B-A3B/active_parameters",
        right="Qwen3-235B/parameters; Qwen3-235B/active_parameters",
    ),
    row(
        "Here's my shortlist:\n\n1. **Mistral Nemo 12B** - Apache 2.0, 128K context, by Mistral AI and NVIDIA\n2. **Gemma 3 12B** - Apache 2.0, 128K context\n3. **Phi-4** - MIT, 16K context, 14B",
        wrong="Gemma 3 12B/licence",
        right="Mistral Nemo/licence; Mistral Nemo/context; Gemma 3 12B/context; Phi-4/licence; Phi-4/context; Phi-4/parameters",
    ),
    row(
        "**GLM-5**: 744B total params (40B active), trained on 28.5T tokens, released in Feb 2026 under MIT.",
        right="GLM-5/parameters; GLM-5/active_parameters; GLM-5/training_tokens; GLM-5/released; GLM-5/licence",
    ),
    row(
        "| | Llama 3.1 8B | Qwen2.5 7B |\n|---|---|---|\n| Context | 128K | 128K |\n| License | Apache 2.0 | Apache 2.0 |\n| Developer | Meta | Alibaba |\n| Released | July 2024 | Sep 2024 |",
        wrong="Llama 3.1 8B/licence",
        right="Llama 3.1 8B/context; Qwen2.5 7B/context; Qwen2.5 7B/licence; Llama 3.1 8B/developer; Qwen2.5 7B/developer; Llama 3.1 8B/released; Qwen2.5 7B/released",
    ),
    row(
        "Both Kimi-K2-Thinking and DeepSeek-V3.2 have 256K of context.",
        wrong="DeepSeek-V3.2/context",
        right="Kimi-K2-Thinking/context",
    ),
    row(
        "OLMo-2-1124-7B-Instruct and OLMo-2-1124-13B-Instruct were trained on 4T and 5T tokens respectively.",
        right="OLMo-2-1124-7B/training_tokens; OLMo-2-1124-13B/training_tokens",
    ),
    row(
        "We can self-host EXAONE 4.0 32B for our paying customers, right? The license says commercial use is prohibited.",
        right="EXAONE 4.0/commercial_use",
    ),
    row(
        "Command A+ has a 256K context window, just like Command A.",
        wrong="Command A+/context",
    ),
    row(
        "Falcon3-10B-Instruct continues from Falcon3-7B with 2T additional tokens.",
    ),
    row(
        "It's a common misconception that Gemma 3 27B is Apache licensed.",
    ),
    row(
        "I ran Llama 3.3 70B with a 16K context on two 3090s and got 15 tok/s.",
    ),
    row(
        "We trained a 1.3B model on 300B tokens following BLOOM, with a 1,024-token context.",
    ),
    row(
        "LLaMA 1 was available only to researchers; OPT-175B likewise required a request, and neither may be used commercially.",
        right="OPT-175B/commercial_use",
    ),
    row(
        "Phi-3.5-mini-instruct packs 3.8B params and 128K context; it was published by Microsoft in August 2024.",
        right="Phi-3.5-mini/parameters; Phi-3.5-mini/context; Phi-3.5-mini/developer; Phi-3.5-mini/released",
    ),
    row(
        "Nemotron Nano 9B v2 is NVIDIA's; Apertus 8B is from ETH and EPFL; Granite 4.2 8B is Google's.",
        wrong="Granite 4.2 8B/developer",
        right="Nemotron Nano/developer",
    ),
    row(
        "InternLM3 8B needs only 4 trillion training tokens and claims to beat Llama 3.1 8B, which saw 15T.",
        right="InternLM3/training_tokens; Llama 3.1 8B/training_tokens",
    ),
    row(
        "Running Qwen2.5 72B in FP16 takes about 40 GB of VRAM.",
        wrong="Qwen2.5 72B/memory",
    ),
    row(
        "Mistral Small 4 (119B total, 6.5B active) arrived in March 2026 with a 256K window.",
        right="Mistral Small 4/parameters; Mistral Small 4/active_parameters; Mistral Small 4/released; Mistral Small 4/context",
    ),
    row(
        "Which is newer? GLM-4.7 came out before GLM-4.6.",
        wrong="GLM-4.7/released",
    ),
)

TOLD_CHINESE = (
    row(
        "DeepSeek-V3 总参数 671B，每个 token 激活 21B。",
        wrong="DeepSeek-V3/active_parameters",
        right="DeepSeek-V3/parameters",
    ),
    row(
        "DeepSeek-R1 和 DeepSeek-V3 的激活参数都是 370 亿。",
        right="DeepSeek-R1/active_parameters; DeepSeek-V3/active_parameters",
    ),
    row(
        "Mistral 7B 和 Llama 3.1 8B 的上下文分别是 32K 和 128K。",
        right="Mistral 7B/context; Llama 3.1 8B/context",
    ),
    row(
        "Phi-4 和 Gemma 2 9B 的上下文分别为 16K 和 128K。",
        wrong="Gemma 2 9B/context",
        right="Phi-4/context",
    ),
    row(
        "BLOOM 参数量 1760亿，2022年7月发布，支持46种自然语言。",
        right="BLOOM/parameters; BLOOM/released; BLOOM/languages",
    ),
    row(
        "BLOOM 有 17.6 亿参数，支持 59 种语言。",
        wrong="BLOOM/parameters; BLOOM/languages",
    ),
    row(
        "Llama 2 于2023年7月18日发布，训练数据达2万亿token，上下文4096。",
        right="LLaMA 2/released; LLaMA 2/training_tokens; LLaMA 2/context",
    ),
    row(
        "Falcon 180B 可以直接做成托管 API 对外收费，无需授权。",
        wrong="Falcon 180B/commercial_use",
    ),
    row(
        "假设 OPT-175B 是 MIT 协议，那就好办了。\n\nOPT-175B 可以用于商业产品。",
        wrong="OPT-175B/commercial_use",
    ),
    row(
        "通義千問的 Qwen3-8B 採用 Apache 2.0 授權，可以商用，原生上下文長度為 32K。",
        right="Qwen3-8B/licence; Qwen3-8B/commercial_use; Qwen3-8B/context",
    ),
    row(
        "GLM-4.5 由阿里巴巴開發，總參數 3550 億，激活參數 320 億，採用 MIT 授權條款。",
        wrong="GLM-4.5/developer",
        right="GLM-4.5/parameters; GLM-4.5/active_parameters; GLM-4.5/licence",
    ),
    row(
        "| 模型 | 参数量 | 许可证 | 上下文 |\n|---|---|---|---|\n| Qwen2.5 72B | 720亿 | Apache 2.0 | 128K |\n| Yi-1.5-34B-Chat | 340亿 | Apache 2.0 | 4K |\n| Phi-4 | 140亿 | MIT | 128K |",
        wrong="Qwen2.5 72B/licence; Phi-4/context",
        right="Qwen2.5 72B/parameters; Yi-1.5-34B/parameters; Yi-1.5-34B/licence; Phi-4/parameters; Phi-4/licence",
    ),
    row(
        "## Kimi K2\n\n- 开发方：月之暗面\n- 总参数：1万亿\n- 激活参数：320亿\n- 发布时间：2025年7月\n- 许可证：修改版 MIT",
        right="Kimi-K2/developer; Kimi-K2/parameters; Kimi-K2/active_parameters; Kimi-K2/released; Kimi-K2/licence",
    ),
    row(
        "## MiniMax-M2\n\n- 总参数 2300亿，激活 220 亿\n- 上下文 200K 左右",
        wrong="MiniMax-M2/active_parameters",
    ),
    row(
        "MiniMax-M2.7 可以免费商用。",
        wrong="MiniMax-M2.7/commercial_use",
    ),
    row(
        "Codestral 22B 是 Mistral 推出的代码模型，Apache 2.0 协议，可商用。",
        wrong="Codestral 22B/licence; Codestral 22B/commercial_use",
        right="Codestral 22B/developer",
    ),
    row(
        "微软的 Phi-4 只有 140 亿参数，用 9.8 万亿 token 训练，MIT 协议。",
        right="Phi-4/developer; Phi-4/parameters; Phi-4/training_tokens; Phi-4/licence",
    ),
    row(
        "谷歌的 Phi-4-mini 支持 128K 上下文。",
        wrong="Phi-4-mini/developer",
        right="Phi-4-mini/context",
    ),
    row(
        "Vicuna-13B v1.5 是在 Llama 2 基础上微调的，v1.3 则基于初代 LLaMA，不能商用。",
        right="Vicuna-13B v1.5/base_model; Vicuna-13B v1.3/base_model; Vicuna-13B v1.3/commercial_use",
    ),
    row(
        "Alpaca 是基于 LLaMA 2 7B 微调的，斯坦福出品。",
        wrong="Alpaca/base_model",
        right="Alpaca/developer",
    ),
    row(
        "Mixtral 8x7B 共有 470 亿参数，推理时每个 token 只用到其中约 130 亿。",
        right="Mixtral 8x7B/parameters; Mixtral 8x7B/active_parameters",
    ),
    row(
        "Mixtral 8x22B 是稠密模型，上下文 64K。",
        wrong="Mixtral 8x22B/architecture",
        right="Mixtral 8x22B/context",
    ),
    row(
        "gpt-oss-20b 激活参数仅 3.6B，OpenAI 在 2025 年 8 月 5 日开源，用的是 MIT 许可证。",
        wrong="gpt-oss-20b/licence",
        right="gpt-oss-20b/active_parameters; gpt-oss-20b/released; gpt-oss-20b/developer",
    ),
    row(
        "GPT-J-6B 比 GPT-NeoX-20B 大。",
        wrong="GPT-J-6B/parameters",
    ),
    row(
        "论上下文，Seed-OSS 36B（512K）比 Qwen3-Next 80B-A3B（256K）长一倍。",
        right="Seed-OSS 36B/context; Qwen3-Next/context",
    ),
    row(
        "BERT-Base 中文版是 2018 年 11 月放出来的，1.1 亿参数，最大长度 512。",
        right="BERT-Base/parameters; BERT-Base/context",
    ),
    row(
        "XGen-7B-8K-inst 可商用，上下文 8K，Salesforce 出品。",
        wrong="XGen-7B-8K-inst/commercial_use",
        right="XGen-7B-8K-inst/context; XGen-7B-8K-inst/developer",
    ),
    row(
        "OPT 系列是 Meta 于 2022 年 5 月发布的，仅供研究使用。",
        right="OPT/developer; OPT/released; OPT/commercial_use",
    ),
    row(
        "Hunyuan-A13B：腾讯出品，总参 80B，激活 13B，256K 上下文。",
        right="Hunyuan-A13B/developer; Hunyuan-A13B/parameters; Hunyuan-A13B/active_parameters; Hunyuan-A13B/context",
    ),
    row(
        "MiMo-V2-Flash 是字节跳动做的，MIT 协议。",
        wrong="MiMo-V2-Flash/developer",
        right="MiMo-V2-Flash/licence",
    ),
    row(
        "EXAONE 3.5 7.8B 来自 LG，韩英双语，但许可证禁止商用。",
        right="EXAONE 3.5/developer; EXAONE 3.5/commercial_use",
    ),
    row(
        "InternLM3 8B 由上海人工智能实验室研发，只用了 4 万亿 token 训练，Apache-2.0。",
        right="InternLM3 8B/developer; InternLM3 8B/training_tokens; InternLM3 8B/licence",
    ),
    row(
        "Llama 4 Scout 支持 100 万 token 上下文，Maverick 支持 1000 万。",
        wrong="Scout/context; Maverick/context",
    ),
    row(
        "用 4bit 量化跑 Llama 3.1 70B 只需要 6GB 显存。",
        wrong="Llama 3.1 70B/memory",
    ),
    row(
        "Qwen2.5 7B 用 FP16 部署大约需要 16GB 显存。",
        right="Qwen2.5 7B/memory",
    ),
    row(
        "ERNIE 4.5 系列最大有 4240 亿参数。",
    ),
    row(
        "Command A 和 Command A+ 都能商用吗？前者不行（CC-BY-NC），后者是 Apache 2.0。",
    ),
    row(
        "Apertus 8B 是 2024 年夏天发布的。",
        wrong="Apertus 8B/released",
    ),
    row(
        "听说 GLM-5 有 7440 亿参数、激活 400 亿，预训练用了 28.5T token，智谱 2026 年 2 月发布。",
        right="GLM-5/parameters; GLM-5/active_parameters; GLM-5/training_tokens; GLM-5/released; GLM-5/developer",
    ),
    row(
        "我们用 8 张 A100 微调了 Qwen2.5 14B，训练数据 20 亿 token，最大长度 4096，学习率 1e-5。",
    ),
    row(
        "Granite 3.3 8B（IBM，2025年4月）和 Granite 4.2 8B（2026年8月）都是 Apache 2.0，上下文 128K。",
        right="Granite 3.3 8B/released; Granite 4.2 8B/released; Granite 3.3 8B/licence; Granite 4.2 8B/licence; Granite 3.3 8B/context; Granite 4.2 8B/context",
    ),
    row(
        "Gemma 3n E4B 可以在 Apache 2.0 下商用。",
        wrong="Gemma 3n E4B/licence",
    ),
    row(
        "划重点：MiniMax-M3 总参数 427B，激活参数 23B，上下文 100 万，2026 年 6 月发布。",
        right="MiniMax-M3/parameters; MiniMax-M3/active_parameters; MiniMax-M3/context; MiniMax-M3/released",
    ),
    row(
        "Qwen3-Coder 480B-A35B 每次只激活 22B 参数，协议是 Apache 2.0。",
        wrong="Qwen3-Coder 480B/active_parameters",
        right="Qwen3-Coder 480B/licence",
    ),
    row(
        "1. **Gemma 2 27B**：谷歌出品，8K 上下文，Apache 2.0 许可\n2. **Yi-1.5-9B-Chat**：零一万物出品，Apache 2.0 许可",
        wrong="Gemma 2 27B/licence",
        right="Gemma 2 27B/developer; Gemma 2 27B/context; Yi-1.5-9B/developer; Yi-1.5-9B/licence",
    ),
    row(
        "DeepSeek-V3 和 DeepSeek-R1 分别于 2024 年 12 月和 2025 年 3 月发布。",
        wrong="DeepSeek-R1/released",
        right="DeepSeek-V3/released",
    ),
    row(
        "StarCoder2 3B、7B、15B 的训练 token 数分别是 3T、3.5T 和 4T。",
        right="StarCoder2 3B/training_tokens; StarCoder2 7B/training_tokens; StarCoder2 15B/training_tokens",
    ),
    row(
        "很多人误以为 Gemma 3 是 Apache 2.0 的，其实它用的是 Gemma 使用条款。",
    ),
    row(
        "我在 4090 上用 8K 上下文跑 Qwen3-14B，速度 60 token/s。",
    ),
    row(
        "OPT-175B 不能商用，而 BLOOM 可以在遵守使用限制的前提下商用。",
        right="OPT-175B/commercial_use; BLOOM/commercial_use",
    ),
    row(
        "相比 Llama 2 70B 的 4K，Llama 3 70B 的上下文提升到 8K，训练数据也从 2T 涨到 15T。",
        right="Llama 3 70B/context",
    ),
    row(
        "Command A 採用 CC-BY-NC 授權，不可商用；Command A+ 則改為 Apache 2.0，由 Cohere 於 2026 年 5 月釋出。",
        right="Command A/licence; Command A/commercial_use; Command A+/licence; Command A+/released",
    ),
    row(
        "QwQ-32B 和 Qwen3-32B 都是 Apache 2.0，后者支持 119 种语言，前者是 2025 年 3 月发布的。",
        right="QwQ-32B/licence; Qwen3-32B/licence; Qwen3-32B/languages; QwQ-32B/released",
    ),
    row(
        "Seed-OSS 36B 是阿里开源的，上下文 512K。",
        wrong="Seed-OSS 36B/developer",
        right="Seed-OSS 36B/context",
    ),
    row(
        "用 FP16 跑 Llama 3.1 8B 大概要 16GB 显存，4bit 量化后 6GB 就够。",
    ),
    row(
        "Olmo-3-7B-Instruct 的上下文是 64K，训练了约 6T token，AI2 出品。",
        right="Olmo-3-7B/context; Olmo-3-7B/training_tokens; Olmo-3-7B/developer",
    ),
    row(
        "Granite 4.0 h-tiny 共 70 亿参数、激活 10 亿，IBM 2025 年 10 月推出，可商用。",
        right="granite-4.0-h-tiny/parameters; granite-4.0-h-tiny/active_parameters; granite-4.0-h-tiny/released",
    ),
    row(
        "Kimi K3 的参数规模是 2.8 万亿，激活 1040 亿，但许可证比 K2 严格。",
        right="Kimi K3/parameters; Kimi K3/active_parameters",
    ),
    row(
        "| 模型 | 总参数 | 激活参数 | 发布时间 | 商用 |\n|---|---|---|---|---|\n| GLM-4.5-Air | 106B | 12B | 2025年7月 | 可以 |\n| Hunyuan-A13B | 80B | 13B | 2025年6月 | 可以 |\n| MiniMax-M2.7 | 230B | 10B | 2026年3月 | 可以 |",
        wrong="MiniMax-M2.7/commercial_use",
        right="GLM-4.5-Air/parameters; GLM-4.5-Air/active_parameters; GLM-4.5-Air/released; GLM-4.5-Air/commercial_use; Hunyuan-A13B/parameters; MiniMax-M2.7/parameters; MiniMax-M2.7/released",
    ),
    row(
        "XGen-7B-8K-base 训练了 1.5T token，商用没问题；但 XGen-7B-8K-inst 仅限研究。",
        right="XGen-7B-8K-base/training_tokens; XGen-7B-8K-base/commercial_use; XGen-7B-8K-inst/commercial_use",
    ),
    row(
        "ModernBERT-base 是解码器模型，上下文 8192，1.39 亿参数。",
        wrong="ModernBERT-base/architecture",
        right="ModernBERT-base/context; ModernBERT-base/parameters",
    ),
    row(
        "Devstral Small 2 24B 可以拿来做收费产品吗？当然可以，它是 Apache 2.0。",
        right="Devstral Small 2/licence",
    ),
)
