package sample.two;

/// A name that two packages use.
record Twin(int port) {}
