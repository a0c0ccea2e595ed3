package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.OutputCursor;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A position in rotated output: the file by its number and its first bytes, and the offset in it.
record OutputPosition(long file, long offset, String head) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,19}):(\\d{1,18}):([0-9a-f]{16})");

    /// The position of a cursor; empty for the beginning.
    ///
    /// @throws IllegalArgumentException if this runtime did not make the cursor
    static Optional<OutputPosition> of(OutputCursor cursor) {
        if (cursor.equals(OutputCursor.BEGINNING)) {
            return Optional.empty();
        }
        Matcher parts = TEXT.matcher(cursor.text());
        if (!parts.matches()) {
            throw new IllegalArgumentException("no position in the output of an instance");
        }
        return Optional.of(new OutputPosition(
                Long.parseUnsignedLong(parts.group(1)), Long.parseLong(parts.group(2)), parts.group(3)));
    }

    static OutputCursor cursor(RotatedFile file, long offset) throws IOException {
        return new OutputCursor(Long.toUnsignedString(file.number()) + ":" + offset + ":" + file.head(offset));
    }

    boolean isIn(RotatedFile candidate) throws IOException {
        return candidate.number() == file
                && candidate.size() >= offset
                && candidate.head(offset).equals(head);
    }
}
