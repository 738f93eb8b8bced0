-- The engine's own counter is given more.
-- NAME_UNKNOWN at 3:1
G = 1000000000
