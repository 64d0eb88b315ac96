"""From the archive to the site: what stands on which page, and the Pelican runs that write them."""
