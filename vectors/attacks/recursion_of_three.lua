-- Functions that call each other.
-- CALLS_TOO_DEEP
local g, h
local function f() return g() end
g = function() return h() end
h = function() return f() end
f()
