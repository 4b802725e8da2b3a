"""The project around the apps: settings, addresses, health, and what starts everything locally."""
