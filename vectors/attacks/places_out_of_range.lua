-- Places far outside of a string.
-- held
local s, far = 'abc', 0x7fffffffffffffff
return string.sub(s, -far, far) == s and string.sub(s, far) == '' and string.sub(s, far, -far) == '' and string.sub(s, 0x8000000000000000, 0x8000000000000000) == ''
  and not string.byte(s, far) and not string.byte(s, 0x8000000000000000) and not string.find(s, 'a', far) and 'held'
