package dev.toolbridge.moving.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/// A file of a source: its path from the root, with `/`, and its bytes.
public interface SourceMember {

    String path();

    /// The size as the source states it; not to be trusted for archives.
    long size();

    /// The bytes from the beginning; each call opens them again.
    InputStream open() throws IOException;

    /// The time of its last change, as far as the source keeps it.
    Optional<Instant> modified();

    /// The name without folders.
    default String name() {
        return path().substring(path().lastIndexOf('/') + 1);
    }

    /// The folders without the name, empty at the root.
    default String folder() {
        int slash = path().lastIndexOf('/');
        return slash < 0 ? "" : path().substring(0, slash);
    }
}
