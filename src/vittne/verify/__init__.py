"""A release, checked with a bare Python: files, pages, languages, and every number again.

Standard library only: this room and those below it go into ``verify.pyz``.
"""
