-- The list is emptied while it is sorted; then what was sorted is put back.
-- held
local t = {4, 3, 2, 1}
table.sort(t, function(a, b)
  for i = 1, 9 do t[i] = nil end
  return a < b
end)
return table.concat(t) == '1234' and 'held'
