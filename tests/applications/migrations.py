from importlib import import_module

create_groups = import_module("applications.migrations.0002_staff_groups").create_groups
