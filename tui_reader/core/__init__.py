"""What a log is: text in, values out; no files, no clock, no network, no screen."""
