"""The theorems, one file a subject. Each is a plain function that calls the rules it is about and returns whether it holds."""
