"""From a view to the HTML of its pages."""
