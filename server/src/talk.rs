//! A client for the terminal: the smallest example of how to write one.
