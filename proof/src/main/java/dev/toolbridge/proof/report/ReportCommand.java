package dev.toolbridge.proof.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Runs a table of trials from the command line, one after the other.
///
/// @param name the word after `toolbridge`
/// @param purpose the purpose of the trials, in a sentence
public record ReportCommand(String name, String purpose, List<Row> rows) {
    private static final int EXIT_BROKEN = 1;
    private static final int EXIT_MISUSED = 2;

    public ReportCommand {
        rows = List.copyOf(rows);
    }

    /// Runs the trials, and returns the exit status: 0 when every claim holds.
    public int run(String... words) {
        try {
            Optional<Arguments> arguments = Arguments.of(rows, List.of(words));
            if (arguments.isEmpty()) {
                System.out.print(usage());
                return 0;
            }
            return run(arguments.get());
        } catch (IllegalArgumentException misunderstood) {
            System.err.println("toolbridge " + name + ": " + misunderstood.getMessage());
            return EXIT_MISUSED;
        }
    }

    private int run(Arguments arguments) {
        System.out.println("Seed " + arguments.plan().seed());
        var results = new ArrayList<Result>();
        for (Row row : arguments.rows()) {
            System.out.println(row.name() + ": " + row.claim());
            Result result = Result.of(row, arguments.plan());
            System.out.println("  " + (result.holds() ? "holds: " : "BROKEN: ") + result.figures() + " ("
                    + result.took().toSeconds() + " s)");
            results.add(result);
        }
        var table = new Table(name, arguments.plan(), results);
        String files = table.write().stream().map(Path::toString).collect(Collectors.joining(", "));
        System.out.println("Written to " + files);
        return table.holds() ? 0 : EXIT_BROKEN;
    }

    String usage() {
        String table = rows.stream()
                .map(row -> "  %-18s %s%n".formatted(row.name(), row.claim()))
                .collect(Collectors.joining());
        return """
            Usage: toolbridge %s [ROW...] [--seed NUMBER] [--items NUMBER] [--short]
            %s

              --seed NUMBER      makes the choices of a former run again; what runs at the same time still differs
              --items NUMBER     the items of the largest space, in rows about large spaces
              --short            the size that the tests of every build have

            Rows, all of them when none is named:
            %s
            The report is written to target/%1$s.md and target/%1$s.json.
            """.formatted(name, purpose, table);
    }
}
