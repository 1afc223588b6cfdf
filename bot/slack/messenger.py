"""Calls to Slack's Web API, within its limits: what is slow is waited for, what is missing is done without.

The limits are those of each method's page (docs.slack.dev/reference/methods); the errors that end
everything are those of a token that opens nothing any more.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from knowledge.errors import ModelSageError

log = logging.getLogger("modelsage.slack")

REVOKED = frozenset(
    {
        "invalid_auth",
        "token_revoked",
        "account_inactive",
        "token_expired",
        "not_authed",
        "team_access_not_granted",
    }
)
SERVER_ERROR = 500  # HTTP
UNWELL = frozenset({"internal_error", "service_unavailable", "fatal_error", "request_timeout"})
PATIENCE = 60.0  # seconds that a call is tried for, however often Slack asks to wait
LONGEST_WAIT = 30.0  # seconds; what Slack asks for beyond that is not waited for in one go
# Streams that may begin in a minute before answers are posted whole: Slack's tier 2 lets 20 through.
STREAMS_A_MINUTE = 15
APPENDS_A_MINUTE = 80  # of tier 4's 100, so that what ends a stream finds room


class SlackError(ModelSageError):
    """Slack refuses a call for good; `error` is its own word for why."""

    def __init__(self, method: str, error: str, needed: str = "") -> None:
        super().__init__(f"Slack refused {method}: {error}.", _hint(error, needed))
        self.error = error
        self.needed = needed


class Budget:
    """Counts calls within the last minute, so that a limit is seen before Slack refuses."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._calls: deque[float] = deque()
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Count a call where there is room for it."""
        with self._lock:
            now = time.monotonic()
            while self._calls and now - self._calls[0] > 60:  # noqa: PLR2004 - a minute
                self._calls.popleft()
            if len(self._calls) >= self._most:
                return False
            self._calls.append(now)
            return True


class Messenger:
    """The Web API of one workspace, as ModelSage uses it."""

    def __init__(
        self, client: WebClient, on_revoked: Callable[[str], None] = lambda _: None
    ) -> None:
        self._client = client
        self._on_revoked = on_revoked
        self._without: set[str] = set()  # methods that this installation has no scope for
        self.streams, self.appends = Budget(STREAMS_A_MINUTE), Budget(APPENDS_A_MINUTE)

    def call(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        """Call a method, waiting as long as Slack asks for; raises `SlackError`."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return self._once(method, arguments)
            except SlackApiError as error:
                said, wait = _reason(error)
                if said in REVOKED:
                    self._on_revoked(said)
                if wait is None or time.monotonic() + wait > end:
                    raise SlackError(method, said, error.response.get("needed") or "") from None
                time.sleep(wait)
            except (SlackClientError, OSError) as error:
                raise SlackError(method, type(error).__name__) from None

    def attempt(self, method: str, **arguments: Any) -> Mapping[str, Any] | None:
        """Call a method that an answer can do without; None where it is refused.

        One that lacks its scope is named in the log once, and not called again.
        """
        if method in self._without:
            return None
        try:
            return self._once(method, arguments)
        except SlackApiError as error:
            said, _ = _reason(error)
            if said in REVOKED:
                self._on_revoked(said)
            if said in ("missing_scope", "unknown_method", "not_allowed_token_type"):
                self._without.add(method)
                log.warning(
                    "%s is done without: %s %s", method, said, error.response.get("needed") or ""
                )
            else:
                log.info("%s: %s", method, said)
        except (SlackClientError, OSError) as error:
            log.info("%s: %s", method, type(error).__name__)
        return None

    @property
    def done_without(self) -> Sequence[str]:
        """The methods that this installation has no scope for, as far as was noticed."""
        return sorted(self._without)

    def _once(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        given = {name: value for name, value in arguments.items() if value is not None}
        response = self._client.api_call(method, json=given)
        found: Mapping[str, Any] = response.data if isinstance(response.data, dict) else {}
        return found


def _reason(error: SlackApiError) -> tuple[str, float | None]:
    """Slack's word for a refusal, and the seconds after which to try again, if ever."""
    response = error.response
    said = str(response.get("error") or f"http_{response.status_code}")
    if response.status_code == 429 or said in ("ratelimited", "rate_limited"):  # noqa: PLR2004 - HTTP's
        asked = next((v for k, v in response.headers.items() if k.lower() == "retry-after"), "1")
        first = asked[0] if isinstance(asked, list) else asked
        return said, min(float(first or 1), LONGEST_WAIT)
    if response.status_code >= SERVER_ERROR or said in UNWELL:
        return said, 1.0
    return said, None


def _hint(error: str, needed: str) -> str:
    if error in REVOKED:
        return "Install the app again and set SLACK_BOT_TOKEN to the token that Slack then shows."
    if error == "missing_scope":
        return f"Add the scope {needed} to the app (OAuth & Permissions), then install it again."
    return ""
