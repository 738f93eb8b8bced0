-- What an instrumented program stands in: its meters, its operators and its library. Upper-case names are what the program's text uses.
-- The program comes as text of its own, with no environment at all: its variables of those names are made those of this text.
local gas, memory, ask, program = ...
local raw_error, raw_pcall, kind, math_kind, count, next = error, pcall, type, math.type, select, next
local format, cut, repeated, found, byte, char = string.format, string.sub, string.rep, string.find, string.byte, string.char
local join, order, unpack, less = table.concat, table.sort, table.unpack, math.ult
local load, name_of, share = load, debug.getupvalue, debug.upvaluejoin
os.setlocale("C")
debug.setmetatable("", nil)

local MAX_CALLS, MAX_CATCHES, MAX_LIST, MAX_KEY = 200, 20, 50, 40
local GAS, MEMORY, DEPTH, PHYSICAL, FAILED = 500, 501, 502, -1, 503
local STOPPED, RAISED = {}, {}
local G, M, D = gas, memory, 0
local catches, code, raised = 0, nil, nil
local borders = {}

local function X(why)
  code = why
  raw_error(STOPPED, 0)
end

local function fault() raw_error("fault", 0) end

local function charge(amount)
  G = G - amount
  if G < 0 then X(GAS) end
end

local function allocate(amount)
  M = M - amount
  if M < 0 then X(MEMORY) end
end

local function make(size)
  G = G - size // 32
  if G < 0 then X(GAS) end
  M = M - 32 - size
  if M < 0 then X(MEMORY) end
end

-- Where strings have no metatable, Lua itself adds nothing but numbers, and compares a string with strings alone: that is faster than to ask.
local function INT(value) return value + 0 end

local function STR(value)
  if value < "" then fault() end
  return value
end

local function TAB(value)
  if kind(value) ~= "table" then fault() end
  return value
end

local function text(value)
  if kind(value) == "string" then return value end
  return format("%d", INT(value))
end

local function V(value) return value end

local function L(...)
  if count("#", ...) > MAX_LIST then fault() end
  return ...
end

local function L1(...)
  if count("#", ...) >= MAX_LIST then fault() end
  return ...
end

local function R(...)
  if count("#", ...) > MAX_LIST then fault() end
  D = D - 1
  return ...
end

local function LEN(value)
  local border = borders[value]
  if border then return border end
  if kind(value) == "string" then return #value end
  TAB(value)
  return 0
end

local function CAT(left, right)
  left, right = left .. "", right .. ""
  make(#left + #right)
  return left .. right
end

local function EQ(left, right)
  if kind(left) == "string" and kind(right) == "string" then
    local size = #left < #right and #left or #right
    charge(size // 32)
  end
  return left == right
end

-- What comparing two strings costs.
local function compare(left, right)
  STR(left)
  STR(right)
  local size = #left < #right and #left or #right
  charge(size // 32)
end

local function LT(left, right)
  if not math_kind(left) then compare(left, right) end
  return left < right
end

local function GT(left, right)
  if not math_kind(left) then compare(left, right) end
  return left > right
end

local function LE(left, right)
  if not math_kind(left) then compare(left, right) end
  return left <= right
end

local function GE(left, right)
  if not math_kind(left) then compare(left, right) end
  return left >= right
end

local function KEY(key)
  local type_of = kind(key)
  if type_of == "string" then
    if #key > MAX_KEY then fault() end
  elseif type_of ~= "boolean" then
    INT(key)
  end
  return key
end

-- Takes in the entries after a border, and says how many there were.
local function grow(entries, border)
  local grown = 0
  while entries[border + grown + 1] ~= nil do grown = grown + 1 end
  borders[entries] = border + grown
  return grown
end

local function ST(entries, key, value)
  local border = borders[entries] or 0
  if key == border + 1 and value ~= nil then
    M = M - 64
    if M < 0 then X(MEMORY) end
    entries[key] = value
    if entries[key + 1] == nil then
      borders[entries] = key
    else
      charge(grow(entries, key))
    end
    return
  end
  KEY(key)
  if value == nil then
    entries[key] = nil
    if math_kind(key) == "integer" and key >= 1 and key <= border then borders[entries] = key - 1 end
  elseif entries[key] ~= nil then
    entries[key] = value
  else
    allocate(64)
    entries[key] = value
  end
end

local function B(entries)
  grow(entries, 0)
  return entries
end

local function ordering(size)
  local bits, rest = 0, size
  while rest > 0 do
    bits, rest = bits + 1, rest >> 1
  end
  charge(size * (bits + 1))
  allocate(256 + 32 * size)
end

local function KEYS(entries)
  local integers, strings, size = {}, {}, 0
  for key in next, TAB(entries) do
    size = size + 1
    if kind(key) == "string" then
      strings[#strings + 1] = key
    elseif kind(key) ~= "boolean" then
      integers[#integers + 1] = key
    end
  end
  ordering(size)
  order(integers)
  order(strings)
  for place = 1, #strings do integers[#integers + 1] = strings[place] end
  if entries[false] ~= nil then integers[#integers + 1] = false end
  if entries[true] ~= nil then integers[#integers + 1] = true end
  return integers, #integers
end

-- Errors of the machine itself, which are nothing that a program may see: told by how they begin, since others end in names of the program's.
local function is_physical(why)
  return kind(why) == "string" and (why == "not enough memory" or found(why, "^%S* ?C? ?stack overflow") or found(why, "^error in error"))
end

local function caught(depth, done, ...)
  if code then raw_error(STOPPED, 0) end
  catches = catches - 1
  if done then return L(true, ...) end
  D = depth
  local why = ...
  if is_physical(why) then X(PHYSICAL) end
  if why == RAISED then
    why, raised = raised, nil
    return false, why
  end
  return false, "fault"
end

local Y = {}

Y["assert"] = function(value, why)
  if value then return value end
  raised = why
  raw_error(RAISED, 0)
end

Y["error"] = function(why)
  raised = why
  raw_error(RAISED, 0)
end

Y["type"] = function(value) return kind(value) end

Y["tostring"] = function(value)
  if value == nil then return "nil" end
  if value == true then return "true" end
  if value == false then return "false" end
  if math_kind(value) == "integer" then make(20) end
  return text(value)
end

Y["string.byte"] = function(source, place)
  STR(source)
  INT(place)
  if place < 1 or place > #source then return nil end
  return byte(source, place)
end

Y["string.char"] = function(value)
  INT(value)
  if value < 0 or value > 255 then fault() end
  make(1)
  return char(value)
end

Y["string.find"] = function(source, sought, start)
  STR(source)
  STR(sought)
  start = start == nil and 1 or INT(start)
  if start < 1 then fault() end
  charge(#source * (#sought + 1) // 32)
  if start > #source + 1 then return nil end
  local first, last = found(source, sought, start, true)
  if first then return first, last end
  return nil
end

Y["string.rep"] = function(source, times)
  STR(source)
  INT(times)
  if times < 0 then times = 0 end
  if #source == 0 then times = 0 end
  if times > (1 << 62) // (#source + 1) then
    G = 0
    X(GAS)
  end
  make(#source * times)
  return repeated(source, times)
end

Y["string.sub"] = function(source, start, stop)
  STR(source)
  INT(start)
  stop = stop == nil and -1 or INT(stop)
  local size = #source
  local first, last = start, stop
  if start < 0 then
    first = size + start + 1
    if first < 1 then first = 1 end
  elseif start == 0 then
    first = 1
  end
  if stop < 0 then
    last = size + stop + 1
  elseif stop > size then
    last = size
  end
  if last < first then
    make(0)
    return ""
  end
  make(last - first + 1)
  return cut(source, first, last)
end

Y["table.concat"] = function(entries, separator)
  local size = LEN(TAB(entries))
  separator = separator == nil and "" or STR(separator)
  charge(size)
  local parts, total = {}, 0
  for place = 1, size do
    parts[place] = text(entries[place])
    total = total + #parts[place]
  end
  if size > 1 then total = total + #separator * (size - 1) end
  make(total)
  return join(parts, separator)
end

Y["table.insert"] = function(entries, value) ST(entries, LEN(TAB(entries)) + 1, value) end

Y["table.remove"] = function(entries)
  local last = LEN(TAB(entries))
  if last == 0 then return nil end
  local value = entries[last]
  ST(entries, last, nil)
  return value
end

Y["table.unpack"] = function(entries)
  local size = LEN(TAB(entries))
  if size > MAX_LIST then fault() end
  charge(size)
  return unpack(entries, 1, size)
end

Y["math.max"] = function(left, right)
  INT(left)
  return INT(right) > left and right or left
end

Y["math.min"] = function(left, right)
  INT(left)
  return INT(right) < left and right or left
end

Y["math.tointeger"] = function(source)
  STR(source)
  local negative = byte(source, 1) == 45
  local first = negative and 2 or 1
  local digits = #source - first + 1
  if digits < 1 or digits > 19 then return nil end
  local value = 0
  for place = first, #source do
    local digit = byte(source, place) - 48
    if digit < 0 or digit > 9 then return nil end
    -- Counted downwards, where there is one integer more.
    if value < -922337203685477580 or value == -922337203685477580 and digit > 8 then return nil end
    value = value * 10 - digit
  end
  if negative then return value end
  if value == 0x8000000000000000 then return nil end
  return -value
end

-- The product of two positive integers in two words, the upper first.
local function product(left, right)
  local low, mask = left * right, 0xffffffff
  local a, b, c, d = left >> 32, left & mask, right >> 32, right & mask
  local middle = a * d + (b * d >> 32)
  local cross = b * c + (middle & mask)
  return a * c + (middle >> 32) + (cross >> 32), low
end

Y["muldiv"] = function(left, right, divisor)
  charge(20)
  INT(left)
  INT(right)
  INT(divisor)
  if left < 0 or right < 0 or divisor <= 0 then fault() end
  local high, low = product(left, right)
  if not less(high, divisor) then fault() end
  local quotient = 0
  for _ = 1, 64 do
    high, low = high << 1 | low >> 63, low << 1
    quotient = quotient << 1
    if not less(high, divisor) then
      high, quotient = high - divisor, quotient | 1
    end
  end
  if quotient < 0 then fault() end
  return quotient
end

Y["pcall"] = function(called, ...)
  catches = catches + 1
  if catches > MAX_CATCHES then X(DEPTH) end
  return caught(D, raw_pcall(called, ...))
end

Y["table.sort"] = function(entries, before)
  local size = LEN(TAB(entries))
  ordering(size)
  if before == nil then before = LT end
  local items, merged = {}, {}
  for place = 1, size do items[place] = entries[place] end
  local width = 1
  while width < size do
    local into = 1
    for start = 1, size, 2 * width do
      local left, right = start, start + width
      local middle = right <= size and right or size + 1
      local stop = start + 2 * width <= size and start + 2 * width or size + 1
      local one, other = items[left], items[right]
      while left < middle and right < stop do
        if before(other, one) then
          merged[into], right = other, right + 1
          other = items[right]
        else
          merged[into], left = one, left + 1
          one = items[left]
        end
        into = into + 1
      end
      for place = left, middle - 1 do merged[into], into = items[place], into + 1 end
      for place = right, stop - 1 do merged[into], into = items[place], into + 1 end
    end
    items, merged, width = merged, items, width * 2
  end
  for place = 1, size do
    if entries[place] == nil then ST(entries, place, items[place]) else entries[place] = items[place] end
  end
end

Y["host"] = function(...)
  local given = { ... }
  STR(given[1])
  local total = 0
  for place = 1, count("#", ...) do
    local type_of = kind(given[place])
    if type_of == "table" or type_of == "function" then fault() end
    if type_of == "string" then total = total + #given[place] end
  end
  charge(50)
  charge(total // 32)
  local succeeded, value, price, used = ask(G, M, ...)
  charge(price)
  allocate(used)
  if kind(value) == "string" then make(#value) end
  return succeeded, value
end

local function left(amount) return amount < 0 and 0 or amount end

local function outcome(done, ...)
  if code then return code, left(G), left(M) end
  if not done then
    if is_physical((...)) then return PHYSICAL, 0, 0 end
    return FAILED, left(G), left(M)
  end
  for place = 1, count("#", ...) do
    local type_of = kind((count(place, ...)))
    if type_of == "table" or type_of == "function" then return FAILED, left(G), left(M) end
  end
  return 0, left(G), left(M), ...
end

-- Everything that a program may name, in the order of the places: compiled without names, this text has places alone.
local function offered() return G, M, D, X, GAS, MEMORY, DEPTH, V, L, L1, R, LEN, CAT, EQ, LT, GT, LE, GE, INT, TAB, KEY, KEYS, ST, B, Y end
local places = { G = 1, M = 2, D = 3, X = 4, GAS = 5, MEMORY = 6, DEPTH = 7, V = 8, L = 9, L1 = 10, R = 11, LEN = 12, CAT = 13, EQ = 14, LT = 15, GT = 16, LE = 17, GE = 18, INT = 19, TAB = 20, KEY = 21, KEYS = 22, ST = 23, B = 24, Y = 25 }

-- The program's function, which counts on the meters here.
local function loaded()
  local main = load(program, "=program", "t", nil)()
  local place, name = 1, name_of(main, 1)
  while name do
    share(main, place, offered, places[name])
    place = place + 1
    name = name_of(main, place)
  end
  return main
end

return outcome(raw_pcall(loaded()))
