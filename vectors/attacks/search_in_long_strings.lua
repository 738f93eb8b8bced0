-- A search whose time grows with both lengths.
-- GAS_EXHAUSTED
local s = string.rep('a', 20000)
return string.find(s, string.rep('a', 10000) .. 'b')
