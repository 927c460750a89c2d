-- The count of one category of one key. Every script begins with this one.
-- A permit is "member:number". In flight, its score is when it was taken; in the window, when it is free again.
local inFlight, window, block, waiting, members, life = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local member, knownLife, offset, deadAfter, delay = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])

-- The server's own time, in milliseconds: the machines' clocks need not agree. The offset is for tests alone.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000) + offset

-- A server that was started again without its data has another life. Then nothing is done until the member has said what
-- it holds (Restore.lua).
local currentLife = redis.call('GET', life)
if not currentLife then
  currentLife = member .. ':' .. now
  redis.call('SET', life, currentLife)
end
redis.call('PEXPIRE', life, 86400000)
if knownLife ~= '' and knownLife ~= currentLife then return { currentLife } end

local function memberOf(permit)
  return string.match(permit, '^[^:]+')
end

-- Nothing stays behind when nobody comes any more.
local function keep()
  for _, key in ipairs({ inFlight, window, waiting, members }) do
    redis.call('PEXPIRE', key, delay + deadAfter + 600000)
  end
end

local function show()
  redis.call('ZADD', members, now, member)
  redis.call('ZREMRANGEBYSCORE', members, '-inf', now - 2 * (delay + deadAfter))
end

local function countMembers()
  return redis.call('ZCOUNT', members, now - delay - deadAfter, '+inf')
end

local function blockedFor()
  return math.max(0, (tonumber(redis.call('GET', block)) or 0) - now)
end

local function blockFor(duration)
  if duration > blockedFor() then redis.call('SET', block, now + duration, 'PX', duration + 1000) end
end

-- Drops what has left the window, and lets the permits of members that were not seen for long leave it as if they had
-- been released when their member was last expected.
local function clean()
  local seen = {}
  for _, permit in ipairs(redis.call('ZRANGE', inFlight, 0, -1)) do
    local owner = memberOf(permit)
    seen[owner] = seen[owner] or tonumber(redis.call('ZSCORE', members, owner)) or 0
    if seen[owner] + deadAfter < now then
      redis.call('ZREM', inFlight, permit)
      redis.call('ZADD', window, seen[owner] + deadAfter + delay, permit)
    end
  end
  redis.call('ZREMRANGEBYSCORE', window, '-inf', now)
  redis.call('ZREMRANGEBYSCORE', waiting, '-inf', now)
end

local function used()
  return redis.call('ZCARD', inFlight) + redis.call('ZCARD', window)
end

local function usedByMember()
  local counts = {}
  for _, key in ipairs({ inFlight, window }) do
    for _, permit in ipairs(redis.call('ZRANGE', key, 0, -1)) do
      local owner = memberOf(permit)
      counts[owner] = (counts[owner] or 0) + 1
    end
  end
  return counts
end

-- How long until there is a permit; -1 if that depends on a request in flight.
local function freeAfter(limit)
  local missing = used() - limit + 1
  if missing <= 0 then return 0 end
  local entry = redis.call('ZRANGE', window, missing - 1, missing - 1, 'WITHSCORES')
  if not entry[2] then return -1 end
  return math.max(0, tonumber(entry[2]) - now)
end
