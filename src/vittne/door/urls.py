"""The addresses of the pages."""

from __future__ import annotations

from django.urls import path

from vittne.door import views

urlpatterns = [path("", views.start), path("<str:language>/tell/", views.tell)]
