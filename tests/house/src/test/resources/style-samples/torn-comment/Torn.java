package sample;

/// A comment that was too long for its line and
// went on without its third slash.
class Torn {}
