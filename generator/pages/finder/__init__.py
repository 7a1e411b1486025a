"""The finder: every agency by region, level and function, names in pinyin too."""
