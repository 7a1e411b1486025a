"""Readers: bytes -> a neutral document. One small module for each source format."""
