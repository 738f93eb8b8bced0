-- A loop over a table that holds itself.
-- CALLS_TOO_DEEP
local t = {}
t.t = t
local function walk(u) for key, value in pairs(u) do walk(value) end end
walk(t)
