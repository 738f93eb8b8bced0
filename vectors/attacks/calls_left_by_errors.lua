-- Calls that errors have ended do not count any more.
-- held
local function f(n) if n == 0 then error('out') end return 1 + f(n - 1) end
for i = 1, 5 do pcall(f, 150) end
return 'held'
