package dev.toolbridge.connect.cache;

/// The tables of the cache.
final class CacheSchema {
    /// `memory.base` is the payload as the server had it last; `queue.edit` counts the edits of a memory, so that the
    /// ack of an older one removes no newer one.
    static final String TEXT = """
            CREATE TABLE place (
              number INTEGER PRIMARY KEY,
              server TEXT NOT NULL,
              project TEXT NOT NULL,
              slug TEXT NOT NULL,
              cursor TEXT,
              epoch INTEGER NOT NULL DEFAULT 0,
              UNIQUE (server, project)
            );
            CREATE TABLE known_name (
              server TEXT NOT NULL,
              name TEXT NOT NULL,
              place INTEGER NOT NULL REFERENCES place,
              PRIMARY KEY (server, name)
            );
            CREATE TABLE memory (
              number INTEGER PRIMARY KEY,
              place INTEGER NOT NULL REFERENCES place,
              uid TEXT NOT NULL,
              version INTEGER NOT NULL DEFAULT 0,
              payload TEXT NOT NULL,
              base TEXT,
              is_deleted INTEGER NOT NULL DEFAULT 0,
              is_named INTEGER NOT NULL DEFAULT 1,
              UNIQUE (place, uid)
            );
            CREATE TABLE queue (
              memory INTEGER PRIMARY KEY REFERENCES memory,
              edit INTEGER NOT NULL DEFAULT 1,
              base_version INTEGER NOT NULL,
              at TEXT NOT NULL
            );
            CREATE TABLE refused (
              number INTEGER PRIMARY KEY,
              place INTEGER NOT NULL REFERENCES place,
              uid TEXT NOT NULL,
              payload TEXT NOT NULL,
              code TEXT NOT NULL,
              reason TEXT NOT NULL,
              at TEXT NOT NULL
            );
            CREATE TABLE written (
              file TEXT NOT NULL,
              name TEXT NOT NULL,
              environment TEXT NOT NULL,
              value_version INTEGER NOT NULL,
              seal BLOB NOT NULL,
              PRIMARY KEY (file, name)
            );
            CREATE TABLE salt (value BLOB NOT NULL);
            INSERT INTO salt VALUES (randomblob(32));
            CREATE VIRTUAL TABLE memory_text USING fts5(
              content, key, rationale, tags, tokenize = 'unicode61 remove_diacritics 2'
            );
            """;

    private CacheSchema() {}
}
