-- Takes a permit: 1, or 0 with the milliseconds after which trying again can help (-1 if only a release of this member can)
-- and those that the category is blocked. Then how many permits are taken, and how many members there are.
local limit, permit = tonumber(ARGV[6]), ARGV[7]
local grace, yield, recheck, linger = tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11])

show()
clean()
local blocked = blockedFor()
if blocked > 0 then return { currentLife, 0, blocked, blocked, used(), countMembers() } end
if limit <= 0 then return { currentLife, 1, 0, 0, used(), countMembers() } end

-- A member that has its share of the limit leaves free permits to those that wait and have less than that.
local function mustYield()
  local waits = redis.call('ZRANGE', waiting, 0, -1)
  if #waits == 0 or (#waits == 1 and waits[1] == member) then return false end
  local counts = usedByMember()
  counts[member] = counts[member] or 0
  for _, other in ipairs(waits) do counts[other] = counts[other] or 0 end
  local all = 0
  for _ in pairs(counts) do all = all + 1 end
  local share = math.max(1, math.floor(limit / all))
  if counts[member] < share then return false end
  for _, other in ipairs(waits) do
    if other ~= member and counts[other] < share then return true end
  end
  return false
end

local function othersInFlight()
  for _, other in ipairs(redis.call('ZRANGE', inFlight, 0, -1)) do
    if memberOf(other) ~= member then return true end
  end
  return false
end

local after = yield
if not mustYield() then
  if used() < limit then
    redis.call('ZADD', inFlight, now, permit)
    if redis.call('ZSCORE', waiting, member) then
      -- Who had to wait may come back soon: permits that become free together are not all for whoever is quickest.
      redis.call('ZADD', waiting, now + linger, member)
    end
    keep()
    return { currentLife, 1, 0, 0, used(), countMembers() }
  end
  after = freeAfter(limit)
  if (after < 0 or after > recheck) and othersInFlight() then
    -- They may die, and nobody else would notice.
    after = recheck
  end
end

redis.call('ZADD', waiting, now + (after < 0 and delay or after) + grace, member)
keep()
return { currentLife, 0, after, 0, used(), countMembers() }
