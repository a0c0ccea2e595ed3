package dev.toolbridge.tenants.members;

import dev.toolbridge.service.config.SettingError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tenants' keys in a file, read again within a second of its change. A file that cannot be read, or has a line
/// that is no key, changes nothing: the keys that were read last are valid until it is right, and the log says so.
public final class KeyFile {
    static final int KEYS_MAX = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final Duration CHECK = Duration.ofSeconds(1);
    private static final long BYTES_MAX = 4 << 20;

    private final Path file;
    private final InstantSource clock;
    private volatile List<Entry> entries;
    private Object seen;
    private Instant checkAt;

    private KeyFile(Path file, InstantSource clock) throws IOException {
        this.file = file;
        this.clock = clock;
        this.seen = version(file);
        this.entries = read(file);
        this.checkAt = clock.instant().plus(CHECK);
    }

    private record Entry(byte[] hash, String organization) {}

    /// Tells apart a file and the one that replaced it.
    private record Version(Object key, Instant modifiedAt, long bytes) {}

    /// Reads the keys for the first time.
    ///
    /// @throws SettingError if that fails
    static KeyFile open(Path file, InstantSource clock) {
        try {
            return new KeyFile(file, clock);
        } catch (IOException unreadable) {
            throw new SettingError("MEMBERS_KEYS names a file that is of no use, " + reason(unreadable) + ": " + file);
        }
    }

    /// Replaces the file as a whole; only its owner may read it.
    public static void write(Path file, List<MemberKey> keys) throws IOException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path next = Files.createTempFile(file.toAbsolutePath().getParent(), "keys-", ".next", owner);
        Files.writeString(
                next,
                keys.stream()
                        .map(key -> key.hash() + " " + key.organization() + "\n")
                        .collect(Collectors.joining()));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// The organisation that a key opens. It takes the same time for every key.
    Optional<String> organizationOf(String key) {
        byte[] hash = MemberKey.digest(key);
        Optional<String> found = Optional.empty();
        for (Entry entry : current()) {
            if (MessageDigest.isEqual(entry.hash(), hash)) {
                found = Optional.of(entry.organization());
            }
        }
        return found;
    }

    private List<Entry> current() {
        if (isDue()) {
            refresh();
        }
        return entries;
    }

    private synchronized boolean isDue() {
        Instant now = clock.instant();
        if (now.isBefore(checkAt)) {
            return false;
        }
        checkAt = now.plus(CHECK);
        return true;
    }

    private synchronized void refresh() {
        Object version = version(file);
        if (version.equals(seen)) {
            return;
        }
        seen = version;
        try {
            entries = read(file);
            LOG.atInfo().addKeyValue("keys", entries.size()).log("the tenants' keys were read again");
        } catch (IOException unreadable) {
            LOG.atError().addKeyValue("reason", reason(unreadable)).log("the tenants' keys cannot be read again");
        }
    }

    private static Object version(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Version(
                    Optional.ofNullable(attributes.fileKey()),
                    attributes.lastModifiedTime().toInstant(),
                    attributes.size());
        } catch (IOException missing) {
            return "missing";
        }
    }

    private static List<Entry> read(Path file) throws IOException {
        if (Files.size(file) > BYTES_MAX) {
            throw new KeysUnreadable("it is larger than " + BYTES_MAX + " bytes");
        }
        var lines = Files.readString(file, StandardCharsets.UTF_8).lines().toList();
        var entries = new ArrayList<Entry>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                entries.add(entry(line, number));
            }
        }
        if (entries.size() > KEYS_MAX) {
            throw new KeysUnreadable("it has more than " + KEYS_MAX + " keys");
        }
        return List.copyOf(entries);
    }

    private static Entry entry(String line, int number) throws KeysUnreadable {
        String[] parts = line.split("\\s+", -1);
        try {
            var key = new MemberKey(parts[0], parts.length == 2 ? parts[1] : "");
            return new Entry(HexFormat.of().parseHex(key.hash()), key.organization());
        } catch (IllegalArgumentException wrong) {
            throw new KeysUnreadable("line " + number + " is not " + wrong.getMessage());
        }
    }

    private static String reason(IOException failed) {
        return failed instanceof KeysUnreadable named
                ? named.getMessage()
                : "it cannot be read (" + failed.getClass().getSimpleName() + ")";
    }

    private static final class KeysUnreadable extends IOException {
        private KeysUnreadable(String reason) {
            super(reason);
        }
    }
}
