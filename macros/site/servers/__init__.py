"""The files that tell web servers how to serve the site, all made from one description of it."""
