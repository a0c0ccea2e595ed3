package dev.toolbridge.proof.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.tests.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// The report of one run, as people and as programs read it.
///
/// @param command the command that ran, which gives the files their names
record Table(String command, Plan plan, List<Result> results) {

    Table {
        results = List.copyOf(results);
    }

    boolean holds() {
        return results.stream().allMatch(Result::holds);
    }

    String markdown() {
        String rows = results.stream().map(Result::markdown).collect(Collectors.joining("\n"));
        return """
            # toolbridge %s

            Seed %s, %s form, %s processors, %s.

            | row | claim | | figures | took |
            | --- | --- | --- | --- | --- |
            %s
            """.formatted(command, plan.seed(), form(), processors(), Instant.now(), rows);
    }

    /// Writes the files and returns their paths.
    List<Path> write() {
        Path folder = Checkout.file("target");
        try {
            Files.createDirectories(folder);
            Path markdown = Files.writeString(folder.resolve(command + ".md"), markdown());
            Path json = Files.writeString(folder.resolve(command + ".json"), json().toPrettyString());
            return List.of(markdown, json);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private ObjectNode json() {
        var report = new ObjectMapper().createObjectNode();
        report.put("command", command).put("seed", plan.seed()).put("form", form());
        report.put("processors", processors());
        var rows = report.putArray("rows");
        results.forEach(result -> rows.addObject()
                .put("name", result.row().name())
                .put("claim", result.row().claim())
                .put("holds", result.holds())
                .put("figures", result.figures())
                .put("tookMs", result.took().toMillis()));
        return report;
    }

    private String form() {
        return plan.isLong() ? "long" : "short";
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }
}
