"""Cases written by hand: each says in its `why` which edge of which rule it stands on."""
