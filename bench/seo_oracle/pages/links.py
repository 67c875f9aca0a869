"""Pages that differ in their links: whether crawlers can follow them, and what they say."""

from typing import Final

from bench.seo_oracle.pages.model import OraclePage, bodies, html

_LEADING: Final = {
    "sound": '<a href="/flour">Kinds of flour</a>',
    "void": '<a href="javascript:void(0)">Kinds of flour</a>',
    "void-spaced": '<a href="javascript: void( 0 )">Kinds of flour</a>',
    "void-bare": '<a href="javascript:void0">Kinds of flour</a>',
    "script-call": '<a href="javascript:open()">Kinds of flour</a>',
    "script-nothing": '<a href="javascript:;">Kinds of flour</a>',
    "mail": '<a href="mailto:baker@example.org">Write to the baker</a>',
    "phone": '<a href="tel:+441130000000">Call the baker</a>',
    "file": '<a href="file:///flour.html">Kinds of flour</a>',
    "unreadable": '<a href="http://[">Kinds of flour</a>',
    "unreadable-port": '<a href="https://example.org:port/">Kinds of flour</a>',
    "empty": '<a href="">Kinds of flour</a>',
    "fragment": '<a href="#flour">Kinds of flour</a>',
    "top": '<a href="#">Kinds of flour</a>',
    "placeholder": "<a>Kinds of flour</a>",
    "named-place": '<a name="flour">Kinds of flour</a>',
    "place": '<a id="flour">Kinds of flour</a>',
    "listener": '<a onclick="open()">Kinds of flour</a>',
    "listener-and-place": '<a id="flour" onclick="open()">Kinds of flour</a>',
    "listener-and-address": '<a href="/flour" onclick="open()">Kinds of flour</a>',
    "listener-by-script": "<a class=f>Kinds of flour</a>"
    "<script>document.querySelector('.f').addEventListener('click', () => 1)</script>",
    "button-role": '<a role="button" onclick="open()">Kinds of flour</a>',
    "void-and-role": '<a role="button" href="javascript:void(0)">Kinds of flour</a>',
    "void-and-name": '<a name="flour" href="javascript:void(0)">Kinds of flour</a>',
    "file-and-name": '<a name="flour" href="file:///flour.html">Kinds of flour</a>',
    "target-only": '<a target="_blank">Kinds of flour</a>',
    "rel-only": '<a rel="nofollow">Kinds of flour</a>',
    "one-of-two": '<a href="/flour">Kinds of flour</a> <a href="javascript:void(0)">Kinds of yeast</a>',
}
_SAYING: Final = {
    "click-here": '<a href="/flour">Click here</a>',
    "capitals": '<a href="/flour">READ MORE</a>',
    "spaced": '<a href="/flour">  learn more  </a>',
    "nested": '<a href="/flour"><span>more</span> <b>information</b></a>',
    "longer": '<a href="/flour">Read more about flour</a>',
    "this": '<a href="/flour">this</a>',
    "information": '<a href="/flour">Information</a>',
    "nofollow": '<a rel="nofollow" href="/flour">click here</a>',
    "sponsored": '<a rel="sponsored" href="/flour">click here</a>',
    "same-page": '<a href="#flour">click here</a>',
    "same-page-spelt-out": '<a href="ORIGIN/guides/bread#flour">click here</a>',
    "mail": '<a href="mailto:baker@example.org">click here</a>',
    "phone": '<a href="tel:+441130000000">here</a>',
    "script": '<a href="javascript:open()">click here</a>',
    "other-host": '<a href="https://example.org/flour">here</a>',
    "picture": '<a href="/flour"><img src="/f.png" alt="here"></a>',
    "label": '<a href="/flour" aria-label="here"></a>',
    "no-text": '<a href="/flour"></a>',
    "hidden": '<a hidden href="/flour">click here</a>',
    "details": '<a href="/flour">Details</a>',
    "continue": '<a href="/flour">Continue</a>',
    "arrow": '<a href="/flour">Read more »</a>',
    "german-inside": '<a href="/flour" lang="de">hier</a>',
    "svg": '<svg width=9 height=9><a href="/flour"><text y=9>click here</text></a></svg>',
}
_LANGUAGES: Final = {
    "de": ("de", "Hier klicken"),
    "de-at": ("de-AT", "mehr"),
    "es": ("es", "Más información"),
    "es-pincha": ("es", "pincha aquí"),
    "pt": ("pt-BR", "Clique aqui"),
    "pt-veja": ("pt", "Veja mais"),
    "sv": ("sv", "läs mer"),
    "ja": ("ja", "続きを読む"),
    "ko": ("ko", "자세히 보기"),
    "ta": ("ta", "மேலும் அறிக"),
    "fa": ("fa", "اینجا کلیک کنید"),
    "fr": ("fr", "cliquez ici"),
    "nl": ("nl", "klik hier"),
    "fi-with-english": ("fi", "click here"),
    "de-with-english": ("de", "click here"),
    "capitals": ("EN", "click here"),
    "invalid": ("xyzzy", "click here"),
}


def pages() -> list[OraclePage]:
    """Return a page per link, in English and in the languages that have lists of generic texts."""
    spoken = [
        OraclePage(f"text-lang-{name}", html(lang=f'lang="{lang}"', body=f'<a href="/flour">{text}</a>'))
        for name, (lang, text) in _LANGUAGES.items()
    ]
    silent = [
        OraclePage(f"text-no-lang-{name}", html(lang="", body=f'<a href="/flour">{text}</a>'))
        for name, text in {"english": "click here", "german": "hier klicken", "sound": "Kinds of flour"}.items()
    ]
    return [*bodies("link", _LEADING), *bodies("text", _SAYING), *spoken, *silent]
