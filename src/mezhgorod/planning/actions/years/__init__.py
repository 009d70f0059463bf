"""From one year to the next: frames of new plans, editions, publications, agreements."""
