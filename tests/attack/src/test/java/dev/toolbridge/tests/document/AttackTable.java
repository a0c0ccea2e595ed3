package dev.toolbridge.tests.document;

import static dev.toolbridge.tests.document.MarkdownTable.cells;

import dev.toolbridge.tests.attack.AttackKind;
import dev.toolbridge.tests.attack.AttackKinds;
import dev.toolbridge.tests.attack.Attacks;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The kinds of attack, the result of each, and the tests that prove it.
final class AttackTable {

    private AttackTable() {}

    static String text() {
        var sources = TestSources.read();
        return MarkdownTable.of(
                cells("", "attack", "what comes of it", "shown by"),
                AttackKinds.ALL.stream()
                        .map(kind -> cells(
                                Integer.toString(kind.number()),
                                kind.attack(),
                                kind.answer(),
                                proofs(kind, sources).map(MarkdownTable::code).collect(Collectors.joining(", ")))));
    }

    /// Tables and test classes that prove the defence against a kind of attack.
    static Stream<String> proofs(AttackKind kind, TestSources sources) {
        return Stream.of(
                        Attacks.tables(kind.number()),
                        sources.ofCase(kind.number()),
                        kind.elsewhere().stream().map(name -> name.replaceFirst("\\..*", "")))
                .flatMap(names -> names)
                .distinct()
                .sorted();
    }
}
