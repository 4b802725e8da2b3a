"""Parts of templates that are the same on every page of a language: rendered once, kept in the memory of a process."""

from collections.abc import Hashable, Sequence

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

MOST_KEPT = 50
"""Of one part: one a language, look and value of the names it says; then all are made anew."""

register = template.Library()


class KeptPart(template.Node):
    """What stands between {% once_a_language %} and its end; it reads no variable but `portal` and those named.

    Where one of those is None or not there, this page has the part for itself.
    """

    def __init__(self, nodelist: NodeList, names: Sequence[str]) -> None:
        self.nodelist, self.names = nodelist, ("portal", *names)
        self.kept: dict[Hashable, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        values = [context.get(name) for name in self.names]
        if None in values:
            return self.nodelist.render(context)
        key = (get_language(), *map(str, values))
        found = self.kept.get(key)
        if found is None:
            if len(self.kept) >= MOST_KEPT:
                self.kept.clear()
            found = self.kept[key] = self.nodelist.render(context)
        return found


@register.tag("once_a_language")
def keep_part(parser: Parser, token: Token) -> KeptPart:
    nodelist = parser.parse(("endonce_a_language",))
    parser.delete_first_token()
    return KeptPart(nodelist, token.split_contents()[1:])
