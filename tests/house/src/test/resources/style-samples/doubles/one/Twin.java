package sample.one;

/// A name that two packages use.
record Twin(int port) {}
