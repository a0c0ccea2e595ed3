package dev.toolbridge.tests.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Runs after all other tests, and searches the logs of their programs.
class RedactionTest {
    /// The programs whose output is for the person who typed the command, tokens and answers included.
    private static final Pattern PRINTED_FOR_A_PERSON = Pattern.compile("(?:toolbridge|mcp-inspector|sh)-\\d+\\.log");

    private static final Pattern LOG_LINE = Pattern.compile("\\{\"timestamp\":.*");
    private static final Pattern CREDENTIAL =
            Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]{8,}|fbk_(?:live|test)_\\w+|postgres(?:ql)?://[^:/\\s]+:[^*@\\s]+@");

    private Set<String> used;

    @BeforeEach
    void require() throws IOException {
        var all = Used.all();
        Assumptions.assumeTrue(all.isPresent(), "no test that starts programs has run");
        used = all.orElseThrow();
    }

    @Test
    void noLogHoldsASecretOrAPayload() throws IOException {
        var needles = new Needles(used);
        var found = new ArrayList<String>();
        for (Path log : logs()) {
            for (String line : lines(log)) {
                needles.in(line).ifPresent(text -> found.add(log.getFileName() + ": " + text + " in " + line));
            }
        }

        assertThat(found).isEmpty();
        System.out.println("No log holds any of " + used.size() + " secrets and payloads");
    }

    /// The tests of the modules run servers inside their own JVM, whose log lines are in the reports.
    @Test
    void noLineOfAnyModuleHoldsACredential() throws IOException {
        var found = new ArrayList<String>();
        for (Path module : Checkout.modules()) {
            for (Path report : reports(module.resolve("target/surefire-reports"))) {
                lines(report).stream()
                        .filter(line -> LOG_LINE.matcher(line).matches())
                        .filter(line -> CREDENTIAL.matcher(line).find())
                        .forEach(line -> found.add(report.getFileName() + ": " + line));
            }
        }

        assertThat(found).isEmpty();
    }

    private static List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(Used.LOGS)) {
            return files.filter(file -> !PRINTED_FOR_A_PERSON
                            .matcher(file.getFileName().toString())
                            .matches())
                    .toList();
        }
    }

    private static List<Path> reports(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".xml")).toList();
        }
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException _) {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        }
    }
}
