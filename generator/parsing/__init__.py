"""Parsing: a neutral document -> a record. Nothing here knows a file format.

`report.parse_document` is the way in; `tables.cells.read_cell` reads one printed cell. Labels,
word lists and patterns are data files beside the code.
"""
