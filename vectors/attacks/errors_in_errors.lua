-- What fails while an error is caught is an error like others.
-- held
local function fail(n) if n > 0 then local done, why = pcall(fail, n - 1) error(why .. n) end error('x') end
local done, why = pcall(fail, 9)
return why == 'x123456789' and 'held'
