package sample;

/// The health of a workspace.
///
/// @param port where it listens
record Tag(int port) {}
