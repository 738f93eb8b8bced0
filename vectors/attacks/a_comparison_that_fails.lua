-- Where a comparison fails, the list is as it was.
-- held
local t = {3, 2, 1, 5, 4}
local asked = 0
local done, why = pcall(function() table.sort(t, function(a, b) asked = asked + 1 if asked == 5 then error('no') end return a < b end) end)
return not done and why == 'no' and table.concat(t) == '32154' and 'held'
