"""Markdown of the course files, as rich text that Wagtail's editor keeps: paragraphs, lists, bold and italic."""

from markdown_it import MarkdownIt

KEPT = {"paragraph", "bullet_list", "ordered_list", "list_item", "inline", "strong", "em", "text", "softbreak"}

_reader = MarkdownIt("commonmark", {"html": False})
_reader.add_render_rule("softbreak", lambda *_args: " ")


def kind(token):
    return token.type.removesuffix("_open").removesuffix("_close")


class Markdown(str):
    """A text of CommonMark without raw HTML."""

    @classmethod
    def checked(cls, text):
        """Refuse what an editor would lose by opening and saving the text."""
        tokens = _reader.parse(text)
        tokens += [child for token in tokens for child in token.children or []]
        if lost := {kind(token) for token in tokens} - KEPT:
            raise ValueError(f"the editor cannot keep this Markdown: {', '.join(sorted(lost))}")
        closed = [token.type for token in tokens if token.level > 0]
        if ("paragraph_close", "paragraph_open") in zip(closed, closed[1:], strict=False):
            raise ValueError("an item of a list is one paragraph")
        return cls(text)

    def rich_text(self):
        tokens = _reader.parse(self)
        for token in tokens:
            # The editor keeps no paragraph inside an item of a list.
            token.hidden = kind(token) == "paragraph" and token.level > 0
        return _reader.renderer.render(tokens, _reader.options, {}).strip()
