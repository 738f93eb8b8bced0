-- Nothing, as often as can be.
-- held
return string.rep('', 0x7fffffffffffffff) == '' and string.rep('x', -0x7fffffffffffffff) == '' and 'held'
