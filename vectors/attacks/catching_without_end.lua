-- A function that catches itself.
-- CALLS_TOO_DEEP
local function f() pcall(f) end
f()
