"""B2: your links.py was overwritten by B1 by mistake at 06:34 (same name chosen at the same moment).

Please write your module here again; B1's checks are in counter_links.py now. See
/tmp/team/b2/NOTE_FROM_B1.txt. This placeholder must not be committed.
"""
