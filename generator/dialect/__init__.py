"""The Markdown of our pages: a Python-Markdown extension, named in MARKDOWN.

    markdown.markdown(text, extensions=["generator.dialect"])

    ## Heading {#id .class}              a heading with an id
    A paragraph. {.quiet}                a paragraph with a class; so a list item
    [text](site:agencies/x/2023/)        a link inside the site, made relative
    ![alt]({static}/images/x.png)        a picture that Pelican copies
    | Label {#row} | 13 | 空白 {.blank} |  a cell gets the id f-<row>.<column>
    {.statutory caption="…"}             after a table: its class, caption, id
    | Text {.group} |                    a row of one cell spans the table
    ![alt](chart:outcomes-<hash> "…")    a drawn chart
    ::: details 标题 … :::               a block: details, note, contact, key-figures …
    ::: terms … :::                      words of the glossary are explained in it

Footnotes, definition lists and fenced code are those of Python-Markdown. There is no raw
HTML: `<` is always text. Where the extension is not known, all of this reads as text.
"""

from generator.dialect.extension import Dialect, DialectPage, convert, makeExtension

__all__ = ["Dialect", "DialectPage", "convert", "makeExtension"]
