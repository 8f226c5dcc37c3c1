"""The rules by which the pictures get their colours; the site's style sheet includes them."""

PICTURES_CSS = """\
"""
