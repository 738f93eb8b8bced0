-- An auction of units of a coin, which this contract holds until it ends: who bids most by the last slot has them, and the seller has the money.
--
-- Calls, of which the first argument is the event:
--   bid         with money, anybody's: more than the best bid by a step at least, while the lot is here
--   end         anybody, after the last slot
--   take        then whoever has won, or the seller where nobody has bid, takes the lot
--   withdraw    whoever was outbid takes back what they bid, and after the end the seller takes the best bid
--
-- Nobody is paid without asking: no bid, and no end, is held up by somebody who cannot be paid. A bid in the last slots moves the end, so that others can answer.
--
-- What can go wrong: a seller who never sends the lot here gets no bids, for none is taken. The lot is of another coin than SSP, and what is sent here of that coin goes
-- with it; what else a plain transfer sends here stays for good. Where the coin's issuer freezes this account or the winner's, the lot waits here until it is free.
local machine = {
  states = {"open", "ended", "taken"},
  events = {"bid", "end", "take", "withdraw"},
  resources = {best = 0, owed = 0},
  moves = {
    {from = "open", event = "bid", to = "open", when = {"best", ">", 0}, changes = {"best", "owed"}},
    {from = "open", event = "end", to = "ended", changes = {"owed"}},
    {from = "ended", event = "take", to = "taken"},
    {from = "open", event = "withdraw", to = "open", changes = {"owed"}},
    {from = "ended", event = "withdraw", to = "ended", changes = {"owed"}},
    {from = "taken", event = "withdraw", to = "taken", changes = {"owed"}},
  },
}
local SELLER = "<account of whoever sells>"
local COIN = "<coin of the lot>"
local LOT = 100
local LEAST = 1000
local STEP = 50
local LAST = 500
local LONGER = 20
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

local event, caller, paid, slot = must("event"), must("caller"), must("paid"), must("slot")
local best, owed, leader = must("resource", "best"), must("resource", "owed"), must("load", "leader")
local last = must("load", "last") or LAST
check(paid == 0 or event == "bid", "only a bid comes with money")

-- Let an account have so much more when it asks.
local function owe(account, amount)
  must("save", "o" .. account, (must("load", "o" .. account) or 0) + amount)
  must("put", "owed", owed + amount)
end

if event == "bid" then
  check(slot <= last, "the last slot is over")
  check(must("balance", COIN, must("contract")) >= LOT, "the lot is not here")
  check(paid >= (leader and best + STEP or LEAST), "too little")
  if leader then owe(leader, best) end
  must("put", "best", paid)
  must("save", "leader", caller)
  must("save", "last", math.max(last, slot + LONGER))
  must("emit", "bid", paid)
elseif event == "end" then
  check(slot > last, "the last slot is not over")
  if leader then owe(SELLER, best) end
  must("emit", "ended", best)
elseif event == "take" then
  check(caller == (leader or SELLER), "only the winner takes the lot")
  must("transfer", COIN, caller, must("balance", COIN, must("contract")))
else
  local mine = must("load", "o" .. caller)
  check(mine, "nothing of yours is here")
  must("save", "o" .. caller, nil)
  must("put", "owed", owed - mine)
  must("transfer", SSP, caller, mine)
end
