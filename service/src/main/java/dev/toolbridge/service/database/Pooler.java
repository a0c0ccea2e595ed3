package dev.toolbridge.service.database;

import dev.toolbridge.service.config.Setting;
import java.util.Optional;

/// The pooler between a server and its database, as far as a setting says so.
public enum Pooler {
    /// No setting says so: the first connection finds it out.
    AUTO,
    /// A pooler that may give each transaction to another session.
    TRANSACTION,
    /// Nothing, or a pooler that leaves each connection its session.
    NONE;

    public static final Setting<Pooler> SETTING = new Setting<>(
            "DATABASE_POOLER",
            Optional.of("auto"),
            Pooler::parse,
            false,
            "What stands before the database: `transaction` for a pooler that shares sessions, `none`, or `auto`.");

    private static Pooler parse(String text) {
        return switch (text) {
            case "auto" -> AUTO;
            case "transaction" -> TRANSACTION;
            case "none" -> NONE;
            default -> throw new IllegalArgumentException("auto, transaction or none");
        };
    }
}
