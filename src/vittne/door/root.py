"""All addresses of the door: those of the pages, and those of staff."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("vittne.door.api")),
    path("", include("vittne.door.urls")),
]

handler400 = "vittne.door.views.bad_request"
handler404 = "vittne.door.views.not_found"
handler500 = "vittne.door.views.failed"
