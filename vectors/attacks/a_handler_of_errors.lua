-- A handler of errors runs before anything is undone.
-- NAME_UNKNOWN at 3:1
xpcall(function() error(1) end, function() while true do end end)
