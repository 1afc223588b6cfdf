"""Question in, checked answer out, and the front ends that carry both."""
