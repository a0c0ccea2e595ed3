package dev.toolbridge.proof.conformance;

import java.util.List;

/// The result of the suite for one era.
///
/// @param exit the exit status of the suite
/// @param output its whole output
record Outcome(Era era, int exit, String output) {
    private static final String SUMMARY = "=== SUMMARY ===";
    private static final String PASSED = "✓";
    private static final String FAILED = "✗";

    /// True if each scenario that counts was played, and passed.
    boolean isComplete() {
        List<String> scored = scored();
        return exit == 0
                && scored.size() == era.scenarios()
                && scored.stream().allMatch(line -> line.startsWith(PASSED));
    }

    String summary() {
        List<String> scored = scored();
        long passed = scored.stream().filter(line -> line.startsWith(PASSED)).count();
        return "conformance %s: %s of %s scored scenarios pass".formatted(era.revision(), passed, scored.size());
    }

    /// The lines of the summary about scenarios that count; none if the suite broke off.
    private List<String> scored() {
        int begin = output.indexOf(SUMMARY);
        int end = output.indexOf("Not scored", Math.max(begin, 0));
        if (begin < 0 || end < 0) {
            return List.of();
        }
        String others = output.substring(end);
        return output.substring(begin)
                .lines()
                .takeWhile(line -> !line.startsWith("Total"))
                .filter(line -> line.startsWith(PASSED) || line.startsWith(FAILED))
                .filter(line -> !others.contains(" " + line.substring(2, line.indexOf(':')) + " ("))
                .toList();
    }
}
