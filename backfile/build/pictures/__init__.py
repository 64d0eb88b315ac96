"""The pictures that articles and written pages show: looked at once, made smaller once, shown without a jump."""
