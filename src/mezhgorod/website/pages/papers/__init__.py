"""Pages of papers: templates, journal, papers of an event, links."""
