-- An escrow with an arbiter: the buyer's money is held until the buyer releases it, the seller refunds it, or, where they disagree, the arbiter divides it.
--
-- Calls, of which the first argument is the event:
--   fund            the buyer, with just the amount, by the last slot
--   release         the buyer: all goes to the seller
--   refund          the seller: all goes back to the buyer
--   dispute         the buyer or the seller, by the last slot
--   decide, part    the arbiter, of a dispute: so many millionths go to the seller, the rest back to the buyer
--   expire          anybody, once nobody has acted in time: undisputed, after the last slot, to the seller; disputed, after as many slots more as an arbiter has, back to the buyer
--
-- What can go wrong: a buyer who is silent until the last slot has accepted what was delivered, whether it was or not. An arbiter can divide the money between
-- the two, and pay nobody else: choose one that neither can buy. What is sent here by a plain transfer stays here for good.
local machine = {
  states = {"open", "held", "disputed", "closed"},
  events = {"fund", "release", "refund", "dispute", "decide", "expire"},
  resources = {held = 0},
  moves = {
    {from = "open", event = "fund", to = "held", when = {"held", ">", 0}, changes = {"held"}},
    {from = "held", event = "release", to = "closed", when = {"held", "==", 0}, changes = {"held"}},
    {from = "held", event = "refund", to = "closed", when = {"held", "==", 0}, changes = {"held"}},
    {from = "held", event = "dispute", to = "disputed"},
    {from = "disputed", event = "release", to = "closed", when = {"held", "==", 0}, changes = {"held"}},
    {from = "disputed", event = "refund", to = "closed", when = {"held", "==", 0}, changes = {"held"}},
    {from = "disputed", event = "decide", to = "closed", when = {"held", "==", 0}, changes = {"held"}},
    {from = "held", event = "expire", to = "closed", when = {"held", "==", 0}, changes = {"held"}},
    {from = "disputed", event = "expire", to = "closed", when = {"held", "==", 0}, changes = {"held"}},
  },
}
local BUYER = "<account of the buyer>"
local SELLER = "<account of the seller>"
local ARBITER = "<account of the arbiter>"
local AMOUNT = 5000
local LAST = 500
local DECIDE = 200
local MILLION = 1000000
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
local held, disputed = must("resource", "held"), must("state") == "disputed"
check(paid == 0 or event == "fund", "only the buyer's money comes in")

-- Pay out all that is held: so many millionths to the seller, rounded down, and the rest to the buyer.
local function divide(part)
  local sellers = muldiv(held, part, MILLION)
  must("put", "held", 0)
  if sellers > 0 then must("transfer", SSP, SELLER, sellers) end
  if held > sellers then must("transfer", SSP, BUYER, held - sellers) end
  must("emit", "closed", sellers)
end

if event == "fund" then
  check(caller == BUYER and paid == AMOUNT and slot <= LAST, "the buyer funds it in time with just the amount")
  must("put", "held", paid)
elseif event == "release" then
  check(caller == BUYER, "only the buyer releases")
  divide(MILLION)
elseif event == "refund" then
  check(caller == SELLER, "only the seller refunds")
  divide(0)
elseif event == "dispute" then
  check((caller == BUYER or caller == SELLER) and slot <= LAST, "a party disputes, in time")
elseif event == "decide" then
  local part = must("argument", 2)
  check(caller == ARBITER and part >= 0 and part <= MILLION, "the arbiter decides on a part")
  divide(part)
else
  check(slot > (disputed and LAST + DECIDE or LAST), "not yet")
  divide(disputed and 0 or MILLION)
end
