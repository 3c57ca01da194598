"""One fake Telegram for all tests: strict, stateful, in memory. It answers as the Bot API does, in Telegram's own words."""
