"""The faults of a machine, one after the other, under a steady load of applications: `make faults`.

Each case runs against the product as it is shipped: nginx with deploy/nginx.conf, deploy/entrypoint.sh for
web and worker, an embedded PostgreSQL, a mail server. What every visitor was told is compared with what is
there afterwards: rows, files, receipts.
"""
