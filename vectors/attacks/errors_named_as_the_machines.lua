-- Errors whose texts are those of a Lua that is at its end are the program's, and are caught.
-- held
local texts = {'not enough memory', 'stack overflow', 'C stack overflow', 'error in error handling', 'fault', ''}
for _, text in ipairs(texts) do
  local done, why = pcall(function() error(text) end)
  if done or why ~= text then return why end
  local t = {}
  done, why = pcall(function() return t[text].x end)
  if done or why ~= 'fault' then return why end
  done, why = pcall(function() t[text]() end)
  if done or why ~= 'fault' then return why end
end
return 'held'
