-- nil, tables and functions are no keys.
-- held
local t = {}
local function put(key) t[key] = 1 end
if pcall(put) or pcall(put, {}) or pcall(put, put) or pcall(put, string.rep('k', 41)) then return 'put' end
for key in pairs(t) do return key end
return t[{}] == nil and t[string.rep('k', 99)] == nil and 'held'
