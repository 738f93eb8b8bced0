-- Nothing that a program does makes a fraction.
-- held
return 7 // 2 == 3 and -7 // 2 == -4 and 7 % -2 == -1 and tostring(2 * 3) == '6' and type(1 // 1) == 'number' and '' .. 9223372036854775807 + 1 == '-9223372036854775808' and 'held'
