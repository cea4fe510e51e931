"""Findings and graphs, turned into pages that open offline in any browser.

Case tables, findings --> Scene (plain data, versioned) --> Page (one HTML file, strict policy, no network)
"""
