"""The weekly status: what coordinators answer, and how it stands then."""
