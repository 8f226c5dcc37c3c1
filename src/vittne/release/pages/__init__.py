"""What each page shows, in one language: what its template is filled with."""
