"""Bytes with something wrong about them, made by hand from valid ones: each names the one thing that is wrong."""
