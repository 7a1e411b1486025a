"""年度观察: what the reports of a place and a year add up to, sentence by sentence."""
