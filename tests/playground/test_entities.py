"""HTML is read as Telegram reads it."""

from typing import Any

import pytest

from bot.playground.entities import parse_html, utf16_length
from bot.playground.errors import ApiError
from bot.playground.wording import formatted, split


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("zwykły tekst", "zwykły tekst", []),
        ("<b>a</b> <STRONG>b</strong>", "a b", [entity("bold", 0, 1), entity("bold", 2, 1)]),
        ("<i>a</i><em>b</em>", "ab", [entity("italic", 0, 1), entity("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [entity("underline", 0, 1), entity("underline", 1, 1)]),
        ("<s>a</s>", "a", [entity("strikethrough", 0, 1)]),
        ("<strike>a</strike>", "a", [entity("strikethrough", 0, 1)]),
        ("<del>a</del>", "a", [entity("strikethrough", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [entity("spoiler", 0, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [entity("spoiler", 0, 1)]),
        (
            '<a href="https://a.pl/?x=1&amp;y">a</a>',
            "a",
            [entity("text_link", 0, 1, url="https://a.pl/?x=1&y")],
        ),
        ("<a href='tg://user?id=7'>a</a>", "a", [entity("text_mention", 0, 1, user={"id": 7})]),
        ('<a href="http://localhost/">a</a>', "a", []),
        ("<code>a</code>", "a", [entity("code", 0, 1)]),
        ('<code class="language-py">a</code>', "a", [entity("code", 0, 1)]),
        ('<pre><code class="language-py">a</code></pre>', "a", [entity("pre", 0, 1, language="py")]),
        ("<blockquote>a</blockquote>", "a", [entity("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [entity("expandable_blockquote", 0, 1)]),
        (
            '<tg-emoji emoji-id="123">👍</tg-emoji>',
            "👍",
            [entity("custom_emoji", 0, 2, custom_emoji_id="123")],
        ),
        ("<b>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)]),
        ("🟢<b>🟡</b>", "🟢🟡", [entity("bold", 2, 2)]),
        ("&lt;b&gt; &amp; &quot;", '<b> & "', []),
        ("&#261;&#x105;", "ąą", []),
        ("&nbsp; & R&D &apos;", "&nbsp; & R&D &apos;", []),
        ("<b></b>a", "a", []),
        ("<b>a</>", "a", [entity("bold", 0, 1)]),
        ("<code class=language-py>a</code>", "a", [entity("code", 0, 1)]),
        ('<b title="x">a</b>', "a", [entity("bold", 0, 1)]),
        ("&#0; &#xD800; &#x110000;", "&#0; &#xD800; &#x110000;", []),
    ],
)
def test_what_is_allowed(html: str, text: str, entities: list[Any]) -> None:
    assert parse_html(html) == (text, entities)


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("ą <foo>x</foo>", 'Unsupported start tag "foo" at byte offset 3'),
        ("a<br/>b", 'Unsupported start tag "br/" at byte offset 1'),
        ("x < 5 > y", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a "x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x!>y</a>", "Unexpected end of name token at byte offset 8"),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<a ", "Unclosed start tag at byte offset 0"),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
    ],
)
def test_what_is_refused(html: str, why: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(html)
    assert refusal.value.description == f"Bad Request: can't parse entities: {why}"


def test_words_are_trimmed_and_entities_with_them() -> None:
    assert formatted("  \n <b>a  </b> \n", "HTML") == ("a", [entity("bold", 0, 1)])
    assert formatted("a\r\nb\tc", "") == ("a\nb c", [])
    assert formatted(" \u200b \n", "") == ("", [])


def test_what_telegram_finds_by_itself() -> None:
    text = "🟢 /status@b_bot, https://a.pl/x. @anna #gmina a@b.pl km/h 1/3"
    found = [(e["type"], e["offset"]) for e in formatted(text, "")[1]]
    assert found == [("bot_command", 3), ("url", 18), ("mention", 34), ("hashtag", 40), ("email", 47)]
    assert formatted("<code>/status</code>", "html")[1] == [entity("code", 0, 7)]


def test_lengths_are_counted_in_utf16() -> None:
    assert (utf16_length("ąb"), utf16_length("🟢")) == (2, 2)
    assert [utf16_length(part) for part in split("a" + "🟢" * 2048)] == [4095, 2]
