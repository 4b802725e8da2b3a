"""What the portal watches about its own background work: stalled jobs and silent workers."""
