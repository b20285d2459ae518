"""What people write into cells and headers, and what it says: numbers, units, days, words."""
