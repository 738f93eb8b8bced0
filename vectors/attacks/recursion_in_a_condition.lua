-- A loop whose condition calls the function around it.
-- CALLS_TOO_DEEP
local function f() while f() do end return true end
f()
