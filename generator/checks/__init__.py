"""Findings about records: what adds up, what does not, what cannot be judged."""
