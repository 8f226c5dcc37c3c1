"""The door: pages on which people in danger write, and what carries them.

It knows `seal` and `terms`, and nothing else of the house. It runs under WSGI only
(`docs/adr/0012-the-door.md` says why), in one process.
"""
