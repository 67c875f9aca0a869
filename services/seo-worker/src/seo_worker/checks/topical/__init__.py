"""Is the page about the keyword, and does it cover the topic well?"""
