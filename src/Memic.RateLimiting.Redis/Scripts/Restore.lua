-- Makes the store hold exactly the permits that a member has: number, and milliseconds until it is free or -1 in flight.
-- And for how long the member knows that the category is blocked.
show()
blockFor(tonumber(ARGV[6]))
for _, key in ipairs({ inFlight, window }) do
  for _, permit in ipairs(redis.call('ZRANGE', key, 0, -1)) do
    if memberOf(permit) == member then redis.call('ZREM', key, permit) end
  end
end
for i = 7, #ARGV, 2 do
  local after = tonumber(ARGV[i + 1])
  if after < 0 then
    redis.call('ZADD', inFlight, now, ARGV[i])
  else
    redis.call('ZADD', window, now + after, ARGV[i])
  end
end
keep()
return { currentLife }
