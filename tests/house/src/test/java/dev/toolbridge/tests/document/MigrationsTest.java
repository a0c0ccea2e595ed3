package dev.toolbridge.tests.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every migration since the table of served programs names the oldest program that it serves.
class MigrationsTest {
    private static final int LAST_WITHOUT = 9;
    private static final Pattern SCRIPT = Pattern.compile(".*/db/migration/V(\\d+)__\\w+\\.sql");

    private final SourceFiles files = SourceFiles.read();

    @Test
    void eachNamesTheOldestProgramThatItServes() {
        List<Matcher> later = files.paths().stream()
                .map(Path::toString)
                .map(SCRIPT::matcher)
                .filter(script -> script.matches() && version(script) > LAST_WITHOUT)
                .toList();

        assertThat(later).isNotEmpty().allSatisfy(script -> assertThat(oldest(script))
                .as(script.group() + " says INSERT INTO schema_served (version, oldest) VALUES (its version, …)")
                .isBetween(LAST_WITHOUT + 1, version(script)));
    }

    private static int version(Matcher script) {
        return Integer.parseInt(script.group(1));
    }

    /// The version that the script's statement names, or 0.
    private static int oldest(Matcher script) {
        var statement = Pattern.compile(
                        "INSERT INTO schema_served \\(version, oldest\\) VALUES \\(" + script.group(1) + ", (\\d+)\\)")
                .matcher(Checkout.text(Checkout.file(script.group())));
        return statement.find() ? Integer.parseInt(statement.group(1)) : 0;
    }
}
