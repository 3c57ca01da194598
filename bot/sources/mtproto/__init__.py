"""The reader by an account of Telegram's own. Its parts import a library that not everybody has: import them late."""
