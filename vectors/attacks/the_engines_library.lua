-- The engine's own library is changed.
-- NAME_UNKNOWN at 3:1
Y['error'] = nil
