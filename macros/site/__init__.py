"""Render a localized handbook as HTML pages."""
