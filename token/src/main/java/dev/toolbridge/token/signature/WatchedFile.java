package dev.toolbridge.token.signature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// A small file that is read again when it changes. A request for its content checks it, at most once a second.
public final class WatchedFile {
    private static final Duration LOOK_PAUSE = Duration.ofSeconds(1);

    private final Path path;
    private final InstantSource clock;
    private Instant lookAgainAt = Instant.MIN;
    private String seen = "";

    public WatchedFile(Path path, InstantSource clock) {
        this.path = path;
        this.clock = clock;
    }

    /// The content, if it differs from the last one that was returned.
    public synchronized Optional<String> changed() throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(lookAgainAt)) {
            return Optional.empty();
        }
        lookAgainAt = now.plus(LOOK_PAUSE);
        String content = Files.readString(path);
        if (content.equals(seen)) {
            return Optional.empty();
        }
        seen = content;
        return Optional.of(content);
    }

    public Path path() {
        return path;
    }
}
