"""What Google Search Console exports about a site, read strictly: no cell is guessed and no row is dropped."""
