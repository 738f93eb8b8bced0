"""The documentation site: `python -m sphinx -W -n -q -b html -c docs -d build/doctrees . build/site`.

The source directory is the repository, so that a link in a chapter means the same in the repository and on the site.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

project = "Smartshare"
author = "The Smartshare specification's authors"
copyright = "the Smartshare specification's authors"
version = release = "0.1.0"

extensions = ["myst_parser", "sphinx_needs", "extension"]
source_suffix = {".md": "markdown"}
include_patterns = ["docs/**.md", "spec/**.md"]
# Whole folders that hold no page: without this every file below them would be looked at.
exclude_patterns = [".*", "build", "benchmarks", "conformance", "examples", "reference", "smartshare", "tests", "vectors", "**/__pycache__"]
root_doc = "docs/index"
# `{function}` is ours: without this Sphinx's Python domain would take it.
primary_domain = None
highlight_language = "none"
nitpicky = True

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

needs_id_required = True
needs_id_regex = r"^[A-Z]+-[0-9]+$"
needs_types = [
    {"directive": "wp", "title": "Point of the white paper", "prefix": "WP-"},
    {"directive": "rule", "title": "Rule", "prefix": ""},
]
needs_links = {"implements": {"outgoing": "implements", "incoming": "made precise by", "target_types": ["wp"]}}
needs_layouts = {"rule": {"grid": "simple", "layout": {"head": ['<<meta_id()>> <<meta("title")>>'], "meta": ["<<meta_links_all()>>"]}}}
needs_default_layout = "rule"
needs_css = "blank.css"
needs_max_title_length = -1
needs_include_needs = True
needs_build_json = False

html_theme = "furo"
html_title = "Smartshare protocol"
html_static_path = ["extension/static"]
html_css_files = ["specification.css"]
html_additional_pages = {"index": "entrance.html"}
templates_path = ["extension/templates"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_permalinks_icon = "#"
html_theme_options = {
    "navigation_with_keys": True,
    "light_css_variables": {"color-brand-primary": "#0b5a53", "color-brand-content": "#0b5a53"},
    "dark_css_variables": {"color-brand-primary": "#6fc7bc", "color-brand-content": "#6fc7bc"},
}
pygments_style = "a11y-light"
pygments_dark_style = "a11y-dark"
