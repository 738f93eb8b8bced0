-- Variables with the names that an instrumented program uses are the program's own.
-- held
local G, M, D, X, GAS, MEMORY, DEPTH, V, L, L1, R = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
local LEN, CAT, EQ, LT, GT, LE, GE, INT, TAB, KEY, KEYS, ST, B, Y = nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil
local g_, m_, d_, t_, k_, i_, n_, t0_, k0_, v0_, r0_, v0, v1, v2 = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
G, M, D = 9223372036854775807, 9223372036854775807, -1000
local t = {G = 1, X = function() return 'x' end}
t[g_], t[m_] = t:X() .. GAS, #'ab' == 2 and v0 < v1
for i_ = 1, 2 do t_ = t_ + i_ end
return t[1] == 'x5' and t[2] and t_ == 7 and Y == nil and 'held'
