-- A function that calls itself.
-- CALLS_TOO_DEEP
local function f() local x = f() return x end
f()
