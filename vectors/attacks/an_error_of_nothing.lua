-- nil and false, raised, are what is caught.
-- held
local one, first = pcall(function() error() end)
local other, second = pcall(function() error(false) end)
return not one and first == nil and not other and second == false and 'held'
