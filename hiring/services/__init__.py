"""Everything that changes hiring with consequences; admin and commands call these."""
