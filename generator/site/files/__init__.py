"""What a site has besides its pages: stylesheet, pictures, feeds, sitemap, search index."""
