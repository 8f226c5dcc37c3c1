"""The words of the house: code lists, dates, places, canonical JSON, errors for people.

Standard library only: it is packed into the file that checks a release.
"""
