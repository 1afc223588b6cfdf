"""What the Slack front end says by itself, in both languages."""

from dataclasses import dataclass

from bot.wording import pick


@dataclass(frozen=True)
class Words:
    """The fixed sentences in one language."""

    language: str

    def _say(self, en: str, zh: str) -> str:
        return pick(self.language, en, zh)

    @property
    def thinking(self) -> str:
        """Shown while an answer is being worked out."""
        return self._say("is looking it up…", "正在查询…")

    def waiting(self, ahead: int) -> str:
        """Shown while others are answered first."""
        return self._say(
            f"has noted your question: {ahead} before it", f"已收到，前面还有 {ahead} 个问题"
        )

    @property
    def full(self) -> str:
        """Said where too many wait."""
        return self._say(
            "Too many questions are waiting just now, so I have not taken this one. Please ask again in a few minutes.",
            "现在排队的问题太多，这一个我没有接下。请过几分钟再问。",
        )

    @property
    def restarted(self) -> str:
        """Said where a restart came between."""
        return self._say(
            "I was restarted before I could answer this. I am sorry; please ask again.",
            "我在回答之前重启了，抱歉。请再问一次。",
        )

    @property
    def undeliverable(self) -> str:
        """Said where Slack took no form of the answer."""
        return self._say(
            "Slack did not take my answer. I am sorry; please ask again, or ask for less at once.",
            "Slack 没有接收我的回答，抱歉。请再问一次，或一次问得少一些。",
        )

    def failed(self, reference: str) -> str:
        """Said where a bug kept the answer from coming."""
        return self._say(
            f"Something went wrong on my side. I am sorry; the log has the details under {reference}.",
            f"我这边出了错，抱歉。详情见日志中的编号 {reference}。",
        )

    def expected(self, message: str) -> str:
        """Said where a question could not be answered for a known reason."""
        return self._say(f"I could not answer: {message}", f"无法回答：{message}")

    def refused(self, reason: str, hourly: int) -> str:
        """Said to somebody whose question is not taken."""
        match reason:
            case "channel":
                return self._say("I do not answer in this channel.", "我不在这个频道里回答问题。")
            case "user":
                return self._say(
                    "I answer the people only who are on my list. Ask whoever runs me to add you.",
                    "我只回答名单上的人。请联系管理员把您加入名单。",
                )
        return self._say(
            f"You have asked {hourly} questions within the hour, which is the limit. Please ask again later.",
            f"您一小时内已提问 {hourly} 次，达到上限。请稍后再问。",
        )

    @property
    def no_model(self) -> str:
        """In small print where no chat model took part."""
        return self._say("no chat model was used", "没有使用对话模型")

    def follow_ups(self, names: list[str]) -> list[str]:
        """Questions that people often ask next about the models of an answer."""
        if not names:
            return []
        asks = [self._say(f"May we use {names[0]} commercially?", f"{names[0]} 可以商用吗？")]
        if len(names) > 1:
            asks.insert(
                0, self._say(f"Compare {names[0]} and {names[1]}", f"比较 {names[0]} 和 {names[1]}")
            )
            asks.append(self._say(f"Why not {names[1]}?", f"为什么不选 {names[1]}？"))
        return asks

    @property
    def thanks(self) -> str:
        """Said to somebody who rated an answer."""
        return self._say("Thank you, noted.", "谢谢，已记下。")

    @property
    def usage(self) -> str:
        """Said where a command or a mention holds no question."""
        return self._say(
            "Ask me which open model to use, for example: “Which model may we sell, in Chinese, on one 24 GB card?”",
            "问我该用哪个开源模型，例如：“一张 24GB 的卡，要可商用、会中文，选哪个？”",
        )

    @property
    def heading(self) -> str:
        """The heading of the app's page."""
        return self._say("Which open model should we use?", "该用哪个开源模型？")


def words(language: str) -> Words:
    """The sentences in a language: Chinese, or English for all others."""
    return Words("zh" if language.startswith("zh") else "en")
