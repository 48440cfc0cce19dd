"""Build the editions of several organisers on one machine, one after the other in a process for each processor, and list them on a page."""
