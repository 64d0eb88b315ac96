"""Shorter ways through Pelican to the same bytes, for the runs of a build.

Plain `pelican` does not use them: it is what they are tested against. Each takes only what provably comes out the same
and leaves the rest to the ordinary road.
"""
