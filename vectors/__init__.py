"""The test vectors: their form, the generator that makes them, and the reader that loads them."""
