-- The gate of one parking place: it publishes a fee for each begun period, takes the money for the car that stands there, and lets it out once it has paid.
--
-- Calls, of which the first argument is the event:
--   price, fee    the owner sets the fee of a period, while the place is free
--   enter         the caller comes in; the first period is due at once
--   pay           with money, anybody's; what is too much goes back at once
--   leave         whoever came in goes out, if all periods that have begun are paid; otherwise what is due rises, and the rest is to be paid
--   collect       the owner takes what was earned
--
-- What can go wrong: a car that never pays stays, and no contract tows it away. One that has paid and does not leave owes for the periods that begin
-- meanwhile. Units that a plain transfer sends here are the owner's. The bar itself has to obey this contract.
local machine = {
  states = {"free", "taken", "paid"},
  events = {"price", "enter", "pay", "leave", "collect"},
  resources = {fee = 300, due = 0, paid = 0, cars = 0},
  moves = {
    {from = "free", event = "price", to = "free", when = {"fee", ">", 0}, changes = {"fee"}},
    {from = "free", event = "enter", to = "taken", changes = {"due", "paid", "cars"}},
    {from = "taken", event = "pay", to = "paid", when = {"paid", ">=", "due"}, changes = {"due", "paid"}},
    {from = "taken", event = "pay", to = "taken", changes = {"due", "paid"}},
    {from = "paid", event = "leave", to = "free", when = {"paid", ">=", "due"}, changes = {"due"}},
    {from = "paid", event = "leave", to = "taken", changes = {"due"}},
    {from = "free", event = "collect", to = "free"},
    {from = "taken", event = "collect", to = "taken"},
    {from = "paid", event = "collect", to = "paid"},
  },
}
local OWNER = "<account of whoever owns it>"
local PERIOD = 60
local SSP = string.rep("\0", 32)

-- The value of an operation that must be done.
local function must(name, a, b, c)
  local done, value = host(name, a, b, c)
  assert(done, "not done")
  return value
end

local function check(fits, why)
  if not fits then error(why) end
end

local event, caller, paid = must("event"), must("caller"), must("paid")
check(paid == 0 or event == "pay", "only a payment comes with money")

-- What is due by now, for whoever came in at the slot that is stored.
local function due()
  local periods = (must("slot") - must("load", "since")) // PERIOD + 1
  return muldiv(periods, must("resource", "fee"), 1)
end

if event == "price" then
  check(caller == OWNER, "only the owner sets the fee")
  must("put", "fee", must("argument", 2))
elseif event == "enter" then
  must("save", "car", caller)
  must("save", "since", must("slot"))
  must("put", "due", must("resource", "fee"))
  must("put", "paid", 0)
  must("put", "cars", must("resource", "cars") + 1)
elseif event == "pay" then
  local owed, had = due(), must("resource", "paid")
  local taken = math.min(paid, owed - had)
  must("put", "due", owed)
  must("put", "paid", had + taken)
  if paid > taken then must("transfer", SSP, caller, paid - taken) end
  must("emit", "paid", had + taken)
elseif event == "leave" then
  check(caller == must("load", "car"), "another car")
  must("put", "due", due())
elseif event == "collect" then
  check(caller == OWNER, "only the owner collects")
  must("transfer", SSP, OWNER, must("balance", SSP, must("contract")))
end
return must("resource", "due") - must("resource", "paid")
