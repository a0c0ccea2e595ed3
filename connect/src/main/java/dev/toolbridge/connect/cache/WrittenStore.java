package dev.toolbridge.connect.cache;

import dev.toolbridge.connect.dotenv.WrittenVersions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The lines that were written into one `.env`: versions and seals (HMAC-SHA-256 with a random key), and never a value.
public final class WrittenStore implements WrittenVersions {
    private static final String ALGORITHM = "HmacSHA256";

    private final Cache cache;
    private final String file;
    private final String environment;
    private final byte[] salt;
    private final Map<String, Entry> known = new HashMap<>();

    /// Reads what is known.
    ///
    /// @param environment the environment of a project, which is written there now
    public WrittenStore(Cache cache, Path file, String environment) {
        this.cache = cache;
        this.file = file.toAbsolutePath().toString();
        this.environment = environment;
        this.salt = cache.transaction(connection -> {
            read(connection);
            return connection
                    .first("SELECT value FROM salt", row -> row.getBytes(1))
                    .orElseThrow();
        });
    }

    private record Entry(String environment, long version, byte[] seal) {}

    private void read(CacheConnection connection) throws SQLException {
        known.clear();
        connection
                .all(
                        "SELECT name, environment, value_version, seal FROM written WHERE file = ?",
                        row -> Map.entry(
                                row.getString(1), new Entry(row.getString(2), row.getLong(3), row.getBytes(4))),
                        file)
                .forEach(row -> known.put(row.getKey(), row.getValue()));
    }

    @Override
    public Map<String, Long> versions() {
        return known.entrySet().stream()
                .filter(entry -> entry.getValue().environment().equals(environment))
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().version()));
    }

    @Override
    public boolean isAsWritten(String key, String line) {
        return Optional.ofNullable(known.get(key))
                .filter(entry -> MessageDigest.isEqual(entry.seal(), seal(line)))
                .isPresent();
    }

    @Override
    public void keep(Map<String, Line> lines) {
        cache.execute(connection -> {
            connection.change("DELETE FROM written WHERE file = ?", file);
            for (Map.Entry<String, Line> line : lines.entrySet()) {
                connection.change(
                        "INSERT INTO written (file, name, environment, value_version, seal) VALUES (?, ?, ?, ?, ?)",
                        file,
                        line.getKey(),
                        environment,
                        line.getValue().version(),
                        seal(line.getValue().written()));
            }
            read(connection);
        });
    }

    private byte[] seal(String line) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(salt, ALGORITHM));
            return mac.doFinal(line.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }
}
