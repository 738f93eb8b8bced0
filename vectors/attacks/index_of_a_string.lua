-- A field of a string, an integer, a truth value or a function is a fault.
-- held
for _, value in ipairs({'x', 5, true, function() end}) do
  local done, why = pcall(function() return value.rep end)
  if done or why ~= 'fault' then return 'reached' end
  done, why = pcall(function() value.rep = 1 end)
  if done or why ~= 'fault' then return 'written' end
end
return 'held'
