package dev.toolbridge.tests.redaction;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.toolbridge.tests.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The texts that tests give to the programs and no log may contain, stored until all tests have run.
public final class Used {
    static final Path FOLDER = Checkout.file("tests/target/used");
    static final Path LOGS = Checkout.file("tests/target/logs");

    /// A shorter text could be in a log by chance.
    static final int LENGTH_MIN = 10;

    private static final Pattern SECRET_KEY = Pattern.compile("SECRET|PASSWORD|API_KEY|PRIVATE_KEY");
    private static final Pattern PASSWORD = Pattern.compile("://[^:/@]+:([^@]+)@");
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"(?!\\s*:)");

    /// Names of tools, methods and types are in logs on purpose, and times and numbers are in every line.
    private static final Pattern NAME_OR_TIME =
            Pattern.compile("[a-zA-Z_/.]*|\\d+|\\d{4}-\\d\\d-\\d\\d(?:T[\\d:.+Z-]*)?");

    private static final Set<String> HEADERS_WITH_SECRETS =
            Set.of("authorization", "cookie", "x-sync-session", "x-api-key");
    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

    private static volatile boolean isIgnored;

    private Used() {}

    /// Turns it off for trials from the command line: they write too much, and their logs are not searched.
    public static void ignore() {
        isIgnored = true;
    }

    /// Remembers the secrets of a program's settings, and passwords in addresses.
    public static void settings(Map<String, String> environment) {
        environment.forEach((key, value) -> {
            if (SECRET_KEY.matcher(key).find() && !key.endsWith("_FILE")) {
                remember(value);
            }
            PASSWORD.matcher(value).results().map(found -> found.group(1)).forEach(Used::remember);
        });
    }

    /// Remembers any other secret.
    public static void secret(String text) {
        remember(text);
    }

    /// Keeps the logs of a workspace that is deleted before all tests have run.
    public static void keepLogs(Path folder) {
        try (Stream<Path> logs = Files.list(folder)) {
            for (Path log : logs.toList()) {
                Files.copy(log, Files.createTempFile(LOGS, log.getFileName() + "-", ".log"), REPLACE_EXISTING);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Remembers the credential in a header of a request, if the header carries one.
    public static void header(String name, String value) {
        if (HEADERS_WITH_SECRETS.contains(name.toLowerCase(Locale.ROOT))) {
            remember(value.substring(value.lastIndexOf(' ') + 1));
        }
    }

    /// Remembers every text value in the body of a request, well-formed or not.
    public static void payload(byte[] body) {
        if (isIgnored) {
            return;
        }
        STRING.matcher(new String(body, StandardCharsets.UTF_8))
                .results()
                .map((MatchResult found) -> found.group(1))
                .forEach(Used::remember);
    }

    /// All remembered texts of all JVMs of this run; empty if none of its tests has run.
    static Optional<Set<String>> all() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            return Optional.empty();
        }
        var all = ConcurrentHashMap.<String>newKeySet();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                all.addAll(Files.readAllLines(file));
            }
        }
        return Optional.of(all);
    }

    private static void remember(String text) {
        boolean isTelling = !isIgnored
                && text.length() >= LENGTH_MIN
                && text.lines().count() == 1
                && !NAME_OR_TIME.matcher(text).matches();
        if (isTelling && KNOWN.add(text)) {
            Notes.add(text);
        }
    }

    /// One file for each JVM that runs tests.
    private static final class Notes {
        private static final Path FILE = begin();

        private static Path begin() {
            try {
                Files.createDirectories(FOLDER);
                return Files.createTempFile(FOLDER, "run-", ".txt");
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        static synchronized void add(String text) {
            try {
                Files.writeString(FILE, text + "\n", StandardOpenOption.APPEND);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
