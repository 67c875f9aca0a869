"""Can search engines fetch, understand and show the page?"""
