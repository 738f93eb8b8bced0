-- A function around a function around a function.
-- CALLS_TOO_DEEP
local f = function() return 1 end
for i = 1, 250 do
  local g = f
  f = function() return g() + 1 end
end
return f()
