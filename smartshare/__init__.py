"""The command line. It imports the other packages; nothing imports it."""
