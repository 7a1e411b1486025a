"""Reports as web pages of different content systems, menus and footers included."""

from __future__ import annotations

from html import escape
from random import Random

from made_up import chance as of
from made_up.documents.cutting import RESTS, cut, group_row
from made_up.documents.html_tables import Inside, broken, table, word
from made_up.documents.paper import Block, Paper, PaperGrid, PaperLine

_MENU = ("首页", "政务公开", "办事服务", "互动交流", "数据发布", "走进我们")
# Ways of a style sheet to keep words from being seen.
_UNSEEN = (
    "display:none",
    "visibility:hidden",
    "opacity:0",
    "font-size:0",
    "color:#fff;print-color-adjust:exact",
    "position:absolute;left:-9999px",
)
_HIDDEN_SENTENCE = "全年收到政府信息公开申请7777件。"
_OPERATOR = "网站运行维护：虚构信息中心　电话：0999-1234567　虚ICP备12345678号"


def trs(paper: Paper, chance: Random) -> bytes:
    """A page with the meta tags that government sites emit and an editor's div."""
    site = f"{paper.truth.agency_name}门户网站"
    meta = {
        "SiteName": site,
        "ColumnName": "政府信息公开年报",
        "ArticleTitle": paper.page_title,
        "PubDate": f"{(paper.truth.year or 0) + 1}-01-20 10:30",
        "ContentSource": paper.truth.agency_name or "",
    }
    tags = "".join(f'<meta name="{k}" content="{escape(v)}"/>\n' for k, v in meta.items())
    body = _inner(paper.blocks, chance)
    return _page(
        f'<meta charset="UTF-8"/>\n{tags}<title>{escape(paper.page_title)}_{site}</title>',
        f"{_menu()}<div class='BreadcrumbNav'>您现在的位置：<a href='/'>首页</a> &gt; "
        "信息公开年报</div>"
        f"{_shown_title(paper)}<div class='pages-date'>发布时间：{meta['PubDate']}　来源："
        f"{meta['ContentSource']}</div>"
        f"<div class='TRS_Editor' id='UCAP-CONTENT'>{body}</div>{_footer()}",
    ).encode()


def old_table_page(paper: Paper, chance: Random, *, is_declared: bool = True) -> bytes:
    """A GBK page that is laid out with tables, its charset declared or not."""
    charset = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    particulars = (
        f"<table width='100%'><tr><td>索 引 号：XN{paper.truth.year}-00017</td>"
        f"<td>发布机构：{paper.truth.agency_name}</td></tr><tr><td colspan=2>名　　称："
        f"{paper.page_title}</td></tr></table>"
    )
    body = (
        "<table width=1000 align=center><tr><td colspan=2>"
        f"{_menu()}</td></tr><tr><td width=200 valign=top><ul><li>机构职能</li><li>领导信息"
        "</li><li>通知公告 12</li></ul></td><td valign=top><table width='100%'><tr><td>"
        f"{particulars}</td></tr><tr><td align=center>{_shown_title(paper)}</td></tr><tr><td>"
        f"{_inner(paper.blocks, chance)}</td></tr></table></td></tr><tr><td colspan=2>"
        f"{_footer()}</td></tr></table>"
    )
    head = (charset if is_declared else "") + f"<title>{escape(paper.page_title)}</title>"
    return _page(head, body).encode("gb18030")


def word_export(paper: Paper, chance: Random) -> bytes:
    """What Word saves as a web page: MsoNormal paragraphs, spans in spans."""
    parts = [_word_line(PaperLine(line, 9)) for line in paper.title]
    for block in paper.blocks:
        if isinstance(block, PaperLine):
            parts.append(_word_line(block))
        else:
            parts.append(table(block, word, 'class="MsoNormalTable" border="1" cellspacing="0"'))
    head = (
        '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
        "<meta name=Generator content='Microsoft Word 15'>"
        f"<title>{escape(paper.page_title)}</title><style>p.MsoNormal {{margin:0cm}}</style>"
    )
    return _page(head, f"<div class=WordSection1>{''.join(parts)}</div>").encode()


def modern(paper: Paper, chance: Random) -> bytes:
    """A page of today: header, nav, main, article, footer; tables with head cells."""
    return _modern(paper, _inner(paper.blocks, chance, is_modern=True), "")


def _modern(paper: Paper, body: str, rules: str) -> bytes:
    title = escape(paper.page_title)
    return _page(
        f'<meta charset="utf-8"><title>{title}</title><meta property="og:title" content="{title}">'
        f"<style>td{{height:1.6em;padding:2px 4px}}{rules}</style>",
        f"<header>{_menu()}</header><nav aria-label='面包屑'><ol><li>首页</li><li>法定主动公开内容"
        f"</li><li>政府信息公开年报</li></ol></nav><main><article><h1>{title}</h1>"
        f"<p class='info'><time>{(paper.truth.year or 0) + 1}-01-18</time>　字号：大 中 小</p>"
        f"{body}</article><aside><h2>相关阅读</h2><a href='#'>{(paper.truth.year or 0) - 1}年"
        f"政府信息公开工作年度报告</a></aside></main><footer>{_footer()}</footer>",
    ).encode()


def styled(paper: Paper, chance: Random) -> bytes:
    """A page of today whose own style sheet hides a sentence and digits behind figures."""

    def inside(text: str) -> str:
        shown = broken(text)
        if not text.strip()[:1].isdigit() or chance.random() < 0.7:
            return shown
        name = f"x{int(chance.random() * len(_UNSEEN))}"
        return f"{shown}<span class='{name}'>{1 + int(chance.random() * 9)}</span>"

    rules = "".join(f".x{n}{{{rule}}}" for n, rule in enumerate(_UNSEEN))
    hidden = f"<p class='x0'>{_HIDDEN_SENTENCE}</p>"
    return _modern(paper, f"{hidden}{_inner(paper.blocks, chance, inside, is_modern=True)}", rules)


def cut_tables(paper: Paper, chance: Random) -> bytes:
    """A page whose table 三 an editor has cut in two."""
    blocks: list[Block] = []
    for block in paper.blocks:
        if isinstance(block, PaperGrid) and block.id == "requests":
            rest = of.pick(chance, RESTS)
            row = group_row(block, int(chance.random() * 4))
            blocks += cut(block, row, rest)
        else:
            blocks.append(block)
    changed = Paper(paper.title, paper.page_title, tuple(blocks), paper.truth)
    return trs(changed, chance)


def pictures(paper: Paper, chance: Random) -> bytes:
    """A page whose tables are images."""
    body = trs(paper, chance).decode()
    image = "<p align='center'><img src='./W0202301675156994710.png' alt=''/></p>"
    for heading in ("二、", "三、", "四、"):
        at = body.find(f"<strong>{heading}")
        end = body.find("</p>", at) + 4
        if at > 0:
            body = body[:end] + image + body[end:]
    return body.encode()


def plain(lines: list[str], title: str) -> bytes:
    """A page of paragraphs alone, for papers that are no reports."""
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>'
    return _page(head, f"{_menu()}<h1>{escape(title)}</h1><div>{body}</div>{_footer()}").encode()


def _inner(
    blocks: tuple[Block, ...],
    chance: Random,
    inside: Inside | None = None,
    *,
    is_modern: bool = False,
) -> str:
    inside = inside or (broken if chance.random() < 0.7 else word)
    parts = []
    for block in blocks:
        if isinstance(block, PaperGrid):
            wrapper = "<div class='table-wrap'>{}</div>" if is_modern else "{}"
            parts.append(wrapper.format(table(block, inside)))
        elif is_modern and block.level:
            parts.append(f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>")
        elif block.level == 1:
            parts.append(f"<p><strong>{escape(block.text)}</strong></p>")
        else:
            parts.append(f"<p>　　{escape(block.text)}</p>")
    return "\n".join(parts)


def _word_line(line: PaperLine) -> str:
    weight = "bold" if line.level else "normal"
    return (
        f"<p class='MsoNormal' style='text-indent:32pt'><span style='font-weight:{weight}'>"
        f"<span style='font-family:仿宋_GB2312'>{escape(line.text)}</span></span><span "
        "lang='EN-US'><o:p></o:p></span></p>\n"
    )


def _shown_title(paper: Paper) -> str:
    return "".join(f"<h1 class='title'>{escape(line)}</h1>" for line in paper.title)


def _menu() -> str:
    return "<ul class='menu'>" + "".join(f"<li><a href='#'>{m}</a></li>" for m in _MENU) + "</ul>"


def _footer() -> str:
    return f"<div class='footer'><p>主办：虚构人民政府办公室</p><p>{_OPERATOR}</p></div>"


def _page(head: str, body: str) -> str:
    return f"<!DOCTYPE html>\n<html><head>{head}</head>\n<body>{body}</body></html>\n"
