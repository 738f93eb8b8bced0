-- Whatever goes wrong, a program hears one word: no name, no line, no address.
-- held
local t, n = {}, nil
local faults = {
  function() return n.x end, function() return t.x.y end, function() n() end, function() t:m() end, function() return t + 1 end,
  function() return {} < {} end, function() return #5 end, function() return 1 // 0 end, function() return 1 .. {} end, function() t[n] = 1 end,
  function() return tostring(t) end, function() return string.rep(t, 1) end, function() for i = 1, 'x' do end end, function() table.unpack(n) end,
}
for _, fault in ipairs(faults) do
  local done, why = pcall(fault)
  if done or why ~= 'fault' then return why end
end
return 'held'
