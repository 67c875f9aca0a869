"""Does the page show whom one deals with? Signals from outside need a data source."""
