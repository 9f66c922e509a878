"""The application for any WSGI server: `wsgi:app`."""

from parking.app import create_app

app = create_app()
