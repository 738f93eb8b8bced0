-- Memory that is used up in what is caught.
-- MEMORY_EXHAUSTED
while true do
  pcall(function() local t = {} while true do t[#t + 1] = {} end end)
end
