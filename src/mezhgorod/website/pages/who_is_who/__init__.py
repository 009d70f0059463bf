"""Pages of associations: members, bodies, offices, agreements, publications, their journal."""
