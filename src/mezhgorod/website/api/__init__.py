"""JSON for other programs: the only package that knows the framework it is served with."""
