package sample;

/// The key of a session. It ends when whoever began it is logged out.
record RefusedWord(String key) {}
