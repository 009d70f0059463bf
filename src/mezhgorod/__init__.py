"""mezhgorod: the platform on Django. Rooms depend downwards; see ARCHITECTURE.md."""
