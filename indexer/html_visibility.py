"""What of a page is no part of its text: programs, navigation, and what readers do not see."""

import re
from typing import Any

_TAGS = frozenset(
    "script style noscript template iframe object embed svg canvas audio video nav aside footer button"
    " select textarea input head dialog map".split()
)
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "menu", "menubar", "toolbar"})
# Names that sites give to what surrounds the text, in `class` and `id`.
_NAMES = frozenset(
    "nav navbar navigation sidebar breadcrumb breadcrumbs menu footer site-footer toc cookie-banner"
    " headerlink anchor-link sr-only visually-hidden screen-reader-text skip-link advertisement".split()
)
_INVISIBLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE
)


def is_dropped(element: Any) -> bool:
    """Whether an element and all below it say nothing to a reader of the text."""
    tag = element.tag
    if tag in _TAGS:
        return True
    if tag in ("html", "body", "main"):
        return False
    if tag == "header" and element.find(".//h1") is None:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if element.get("role") in _ROLES or _INVISIBLE.search(element.get("style") or ""):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
    return not _NAMES.isdisjoint(names)
