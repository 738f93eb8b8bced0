-- A call at the end of a function is a call like others.
-- CALLS_TOO_DEEP
local function f() return f() end
return f()
