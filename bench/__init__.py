"""What Waymark costs, as ratios to a bare Django view in the same run: `make bench`."""
