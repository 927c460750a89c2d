-- Gives a permit back: after the delay, or at once where nothing was sent with it.
local permit, isUnused = ARGV[6], ARGV[7] == '1'

show()
redis.call('ZREM', inFlight, permit)
if isUnused then
  redis.call('ZREM', window, permit)
else
  redis.call('ZADD', window, now + delay, permit)
end
keep()
return { currentLife }
