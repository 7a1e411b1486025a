"""Parsing: a neutral document -> a record. Nothing here knows a file format.

`report.parse_document` is the way in; `cells.read_cell` reads one printed cell and serves
spreadsheets too. Labels, word lists and patterns are data files beside the code.
"""
