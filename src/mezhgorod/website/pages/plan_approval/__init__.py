"""Pages of approval, versions, amendments, typed changes and the history of a plan."""
