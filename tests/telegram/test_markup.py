"""HTML as Telegram reads it: what is shown, what is marked, and what is refused in which words."""

from __future__ import annotations

import pytest

from tests.telegram.entities import units
from tests.telegram.errors import RefusedError
from tests.telegram.markup import parse_html


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>bold</b> <i>it</i>", "bold it", [("bold", 0, 4), ("italic", 5, 2)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<B>x</b>", "x", [("bold", 0, 1)]),
        ("💀<s>x</s>", "💀x", [("strikethrough", 2, 1)]),
        ("<b></b>x", "x", []),
        ("<b>x</>", "x", [("bold", 0, 1)]),
        ("<b >x</b >", "x", [("bold", 0, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ("<blockquote>x</blockquote>", "x", [("blockquote", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
        ('<pre><code class="language-py">x</code></pre>', "x", [("pre", 0, 1)]),
        ('<a href="no link">x</a>', "x", []),
        ("&lt;b&gt; &amp; &quot; &#39; &#x41;", "<b> & \" ' A", []),
        ("&nbsp; &copy; & &;", "&nbsp; &copy; & &;", []),
        ("a > b", "a > b", []),
    ],
)
def test_what_is_shown_and_marked(html: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    marked = parse_html(html)
    assert marked.text == text
    assert [(one["type"], one["offset"], one["length"]) for one in marked.entities] == entities


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ('<a href="https://t.me/x/1?a=1&amp;b=2">post</a>', "https://t.me/x/1?a=1&b=2"),
        ("<a href='tg://user?id=7'>post</a>", "tg://user?id=7"),
        ("<a>t.me/x</a>", "t.me/x"),
    ],
)
def test_links(html: str, url: str) -> None:
    (entity,) = parse_html(html).entities
    assert (entity["type"], entity["url"]) == ("text_link", url)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<x>y</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("є<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<!-- no -->", 'Unsupported start tag "!--" at byte offset 0'),
        ("a <", "Unclosed start tag at byte offset 2"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</i>", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ("<a =x>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=t_me>x</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
        (
            "&#xD83D;",
            "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units",
        ),
    ],
)
def test_what_is_refused(html: str, words: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parse_html(html)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


def test_length_is_counted_in_utf_16_units() -> None:
    assert (units("ab"), units("є"), units("💀"), units("🇰🇵")) == (2, 1, 2, 4)
