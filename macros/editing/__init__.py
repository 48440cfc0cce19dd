"""Change the content from outside its files: the page for editors, files for translators, and what writes YAML for both."""
