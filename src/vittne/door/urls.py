"""The addresses of the pages: the language, then the page. Nothing is said in a query."""

from __future__ import annotations

from django.urls import re_path

from vittne.door import downloads, views
from vittne.door.config import LANGUAGES

# People type addresses from paper: the last slash may be missing.
_PAGE = rf"^(?P<language>{'|'.join(LANGUAGES)})"

urlpatterns = [
    re_path(r"^$", views.root, name="root"),
    re_path(r"^vittne\.js$", downloads.vittne_js, name="script"),
    re_path(r"^offline\.html$", downloads.offline_html, name="offline-file"),
    re_path(rf"{_PAGE}/?$", views.start, name="start"),
    re_path(rf"{_PAGE}/tell/?$", views.tell, name="tell"),
    re_path(rf"{_PAGE}/help/?$", views.ask, name="help"),
    re_path(rf"{_PAGE}/code/?$", views.code, name="code"),
    re_path(rf"{_PAGE}/answers/?$", views.answers, name="answers"),
    re_path(rf"{_PAGE}/guides/?$", views.guides, name="guides"),
    re_path(rf"{_PAGE}/sealed/?$", views.sealed, name="sealed"),
    re_path(rf"{_PAGE}/sealed-answers/?$", views.sealed_answers, name="sealed-answers"),
    re_path(rf"{_PAGE}/offline/?$", views.offline, name="offline"),
    re_path(rf"{_PAGE}/leave/?$", views.leave, name="leave"),
]
