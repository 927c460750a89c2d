-- Blocks the category for everybody; a shorter block does not end a longer one.
blockFor(tonumber(ARGV[6]))
return { currentLife }
