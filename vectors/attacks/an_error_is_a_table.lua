-- A table that was raised is the same when it is caught, and has got nothing.
-- held
local thrown = {}
local done, why = pcall(function() error(thrown) end)
local count = 0
for key in pairs(why) do count = count + 1 end
return not done and why == thrown and count == 0 and 'held'
