"""What the benchmark of the build is made of: an archive, builders of its site, measuring whole process trees."""
