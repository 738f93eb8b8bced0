"""State histories: small chains on which everything happens, drawn at random once and replayed ever after."""
