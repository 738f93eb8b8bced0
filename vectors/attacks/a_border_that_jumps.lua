-- An entry that is taken away and put back moves the border over all others.
-- GAS_EXHAUSTED
local t = {}
for i = 2, 300 do t[i] = i end
while true do
  t[1] = 1
  t[1] = nil
end
