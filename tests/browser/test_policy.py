"""The Content-Security-Policy of every page: strict, and nothing that a page does breaks it.

`open_page` fails a test for each error in the console, and Chromium says violations there;
so every other browser test holds the policy as well.
"""

import re
from html import unescape

import pytest

from generator.site.pelican_plugin.policy import policy
from generator.site_settings import SiteSettings
from tests.browser.kinds import KINDS, look

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
REPORTED = """addEventListener("securitypolicyviolation",
  (event) => console.error(`${event.violatedDirective} ${event.blockedURI}`));"""


def pages(site_folder):
    return {path: path.read_text(encoding="utf-8") for path in site_folder.rglob("*.html")}


def test_every_page_has_a_strict_policy_before_all_that_it_governs(site_folder):
    for path, text in pages(site_folder).items():
        found = POLICY.search(text)
        assert found, path
        assert not re.search(r"<(script|link|style|body)\b", text[: found.start()]), path
        assert "unsafe" not in found[1], path
        parts = dict(part.split(" ", 1) for part in unescape(found[1]).split("; "))
        assert parts["default-src"] == parts["base-uri"] == "'none'", path
        own = {parts[name] for name in ("style-src", "connect-src", "form-action")}
        assert own == {"'self'"}, path
        assert parts["img-src"] == "'self' data:", path  # a chart saved as PNG
        assert re.fullmatch(r"'self'( 'sha256-[\w+/]{43}=')?", parts["script-src"]), path


def test_no_page_holds_what_the_policy_would_block(site_folder):
    for path, text in pages(site_folder).items():
        tags = re.findall(r"<[a-z](?:\"[^\"]*\"|[^\">])*>", text)
        names = {name for tag in tags for name in re.findall(r'\s([a-z-]+)="[^"]*"', tag)}
        assert not {name for name in names if name == "style" or name.startswith("on")}, path
        assert "<style" not in text, path
        assert len(re.findall(r"<script>", text)) <= 1, path


@pytest.mark.parametrize("where", ["server", "folder"])
def test_every_kind_of_page_keeps_to_it(open_page, site, site_folder, where):
    base = site if where == "server" else f"{site_folder.as_uri()}/"
    page = open_page(f"{base}index.html")
    page.context.add_init_script(REPORTED)
    for kind, address in KINDS.items():
        page.goto(base + address)
        look(page, kind)


@pytest.mark.parametrize("where", ["server", "folder"])
def test_code_that_is_not_ours_does_not_run(browser, site, site_folder, where):
    """What a hole somewhere would let in: a script, a handler, a style, another host, eval."""
    page = browser.new_page()
    page.goto(f"{site if where == 'server' else site_folder.as_uri() + '/'}index.html")
    said = []
    page.on("console", lambda one: said.append(one.text))
    page.add_init_script(REPORTED)
    page.reload()
    page.evaluate(
        """() => {
          const own = document.createElement("script");
          own.textContent = "window.ran = 1";
          const image = document.createElement("div");
          image.innerHTML = '<img src="theme/none.svg" onerror="window.ran = 2" style="color: red">';
          const far = document.createElement("script");
          far.src = "http://127.0.0.1:9/x.js";
          const link = document.createElement("a");
          link.href = "javascript:window.ran = 3";
          document.body.append(own, image, far, link);
          link.click();
        }"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    text = "\n".join(said)
    for part in ("script-src-elem inline", "script-src-attr inline", "style-src-attr inline"):
        assert part in text
    assert "script-src-elem http://127.0.0.1:9/x.js" in text
    page.close()


def test_a_site_with_an_address_may_be_shown_at_another():
    parts = policy(SiteSettings(url="https://example.org/site"), "x").split("; ")
    assert "form-action 'self' https://example.org" in parts
    assert "default-src 'none'" in parts
