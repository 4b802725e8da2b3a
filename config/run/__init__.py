"""Everything on one machine with one command: database, preparation, worker and web server (see __main__)."""
