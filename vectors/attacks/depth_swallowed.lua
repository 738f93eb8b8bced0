-- A recursion without end in what is caught.
-- CALLS_TOO_DEEP
local function f() return 1 + f() end
pcall(f)
return 'on'
