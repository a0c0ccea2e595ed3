package dev.toolbridge.connect.dotenv;

import dev.toolbridge.connect.dotenv.WrittenVersions.Line;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The block that is to stand in a `.env`: variables of the project, and what the person changed there.
final class Block {
    private static final String REMARK =
            "# Written by `fbc sync`. What is changed here stays as it is, and is reported.\n";

    private final EnvironmentText text;
    private final WrittenVersions written;
    private final boolean isForced;
    private final SortedMap<String, Line> lines = new TreeMap<>();
    private final Set<String> edited = new TreeSet<>();
    private final Set<String> unwritable = new TreeSet<>();
    private final Set<String> outside = new TreeSet<>();
    private final StringBuilder strange = new StringBuilder();

    /// @param isForced true if the project's values win over everything
    Block(EnvironmentText text, WrittenVersions written, boolean isForced) {
        this.text = text;
        this.written = written;
        this.isForced = isForced;
    }

    /// Decides each variable, and all that is in the block besides.
    ///
    /// @param kept keys whose lines stay, since their values did not change or cannot be seen, with their versions
    void decide(List<EnvironmentValue> variables, Map<String, Long> kept) {
        Map<String, Statement> present = text.assignments();
        variables.forEach(variable -> decide(variable, Optional.ofNullable(present.get(variable.key()))));
        kept.forEach((key, version) ->
                Optional.ofNullable(present.get(key)).ifPresent(statement -> keep(statement, key, version)));
        for (Statement statement : text.inside()) {
            Optional<String> key = statement.key();
            if (key.isEmpty()) {
                keepRemark(statement);
            } else if (!statement.equals(present.get(key.get())) || !lines.containsKey(key.get())) {
                keepStrange(key.get(), statement);
            }
        }
    }

    private void decide(EnvironmentValue variable, Optional<Statement> present) {
        String key = variable.key();
        Optional<String> fresh = QuotedValue.of(variable.value()).map(quoted -> stored(key + "=" + quoted));
        boolean isSame = present.map(Statement::line).equals(fresh);
        if (!isForced && !isSame && present.filter(this::isEdited).isPresent()) {
            keep(present.get(), key, variable.version());
        } else if (!isForced && text.keysOutside().contains(key)) {
            outside.add(key);
        } else {
            fresh.ifPresentOrElse(
                    line -> lines.put(key, new Line(variable.version(), line, line)), () -> unwritable.add(key));
        }
    }

    /// The text as the bytes of the file are read.
    private static String stored(String line) {
        return new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private boolean isEdited(Statement statement) {
        return !written.isAsWritten(statement.key().orElseThrow(), statement.line());
    }

    /// An edited line is known as another one than it is, so that it always counts as edited.
    private void keep(Statement statement, String key, long version) {
        boolean isEdited = isEdited(statement);
        if (isEdited) {
            edited.add(key);
        }
        lines.put(key, new Line(version, isEdited ? "" : statement.line(), statement.line()));
    }

    /// A comment of the person stays; one of the block itself is written anew.
    private void keepRemark(Statement statement) {
        if (!statement.text().equals(REMARK)) {
            strange.append(statement.text());
        }
    }

    /// A key that the project does not have: it goes if it was the project's and nobody changed it.
    private void keepStrange(String key, Statement statement) {
        if (!written.isAsWritten(key, statement.line()) && !isForced) {
            edited.add(key);
            strange.append(statement.text());
        }
    }

    Map<String, Line> lines() {
        return lines;
    }

    BlockReport report(List<String> hidden) {
        return new BlockReport(List.copyOf(outside), List.copyOf(edited), List.copyOf(unwritable), List.copyOf(hidden));
    }

    /// The text of the block with its marks; empty if there is nothing in it.
    String text(String title) {
        if (lines.isEmpty() && strange.isEmpty()) {
            return "";
        }
        return EnvironmentText.BEGIN + title + " >>>\n" + REMARK
                + lines.values().stream().map(line -> line.shown() + "\n").collect(Collectors.joining())
                + strange + EnvironmentText.END + "\n";
    }
}
