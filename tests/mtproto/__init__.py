"""Telegram's own protocol in tests: the library's real client and objects, with its sender, the network's edge, replaced."""
