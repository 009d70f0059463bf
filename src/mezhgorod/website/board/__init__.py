"""Drawing of time: pure geometry and words, no queries and no HTTP. Positions are percents."""
