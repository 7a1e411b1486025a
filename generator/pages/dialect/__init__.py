"""The Markdown of our pages: plain Markdown plus what the generated pages need.

    ## Heading {#id .class}              a heading with an id
    A paragraph. {.quiet}                a paragraph with a class
    [text](site:agencies/x/2023/)        a link inside the site, made relative
    | Label {#row} | 13 | 空白 {.blank} |  a cell gets the id f-<row>.<column>
    {.statutory caption="…"}             after a table: its class, caption, id
    | Text {.group} |                    a row of one cell spans the table
    ![alt](chart:outcomes-<hash> "…")    a drawn chart
    ::: details 标题 … :::               a block: details, note, contact, key-figures …

There is no raw HTML in this dialect: `<` is always text.
"""

from generator.pages.dialect.convert import convert

__all__ = ["convert"]
