"""Articles for the benchmarks: invented ones, and files of them."""
