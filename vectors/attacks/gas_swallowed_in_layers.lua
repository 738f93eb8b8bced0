-- Layers of catching, each of which would begin anew.
-- GAS_EXHAUSTED
local function layer(n)
  if n == 0 then while true do end end
  while true do pcall(layer, n - 1) end
end
layer(15)
