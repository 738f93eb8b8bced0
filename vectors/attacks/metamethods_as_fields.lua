-- Fields with the names of metamethods are fields, and nothing else.
-- held
local called = 0
local function count() called = called + 1 return 1 end
local t = {__index = count, __newindex = count, __call = count, __eq = count, __lt = count, __le = count, __add = count}
t.__len, t.__concat, t.__gc, t.__close, t.__mode, t.__metatable, t.__pairs, t.__tostring = count, count, count, count, 'kv', 1, count, count
t.x = t.y
local done = pcall(function() return t() end) or pcall(function() return t + 1 end) or pcall(function() return t < t end)
done = done or pcall(function() return t .. t end) or pcall(function() return tostring(t) end)
for key in pairs(t) do t[key] = nil end
return not done and #t == 0 and called == 0 and 'held'
