-- The table of everything global.
-- NAME_UNKNOWN at 3:1
_G.pcall = nil
