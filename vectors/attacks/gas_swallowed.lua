-- An endless loop in what is caught, in an endless loop.
-- GAS_EXHAUSTED
while true do
  pcall(function() while true do end end)
end
