"""One reader per input format: a file in, a `Page` to be taken apart or finished articles out."""
