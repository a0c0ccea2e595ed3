package dev.toolbridge.database;

/// The pooler between a server and its database, as far as a setting says so.
public enum Pooler {
    /// No setting says so: the first connection finds it out.
    AUTO,
    /// A pooler that may give each transaction to another session.
    TRANSACTION,
    /// Nothing, or a pooler that leaves each connection its session.
    NONE;

    /// Reads the word of a setting.
    ///
    /// @throws IllegalArgumentException naming the words there are
    public static Pooler parse(String text) {
        return switch (text) {
            case "auto" -> AUTO;
            case "transaction" -> TRANSACTION;
            case "none" -> NONE;
            default -> throw new IllegalArgumentException("auto, transaction or none");
        };
    }
}
