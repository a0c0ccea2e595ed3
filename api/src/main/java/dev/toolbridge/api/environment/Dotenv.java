package dev.toolbridge.api.environment;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The text of a dotenv file. What it holds besides assignments and comments is refused by its line, never skipped, and
/// nothing in it is expanded. A refusal quotes nothing.
final class Dotenv {
    private static final String EXPORT = "export";
    private static final Map<Character, Character> ESCAPES =
            Map.of('n', '\n', 'r', '\r', 't', '\t', '"', '"', '\\', '\\', '$', '$');
    private static final char DOUBLE = '"';

    private final String text;
    private final List<Assignment> assignments = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private int place;
    private int countedTo;
    private int countedLines = 1;

    private Dotenv(String text) {
        this.text = text;
    }

    /// A key with its value.
    record Assignment(String key, String value) {
        @Override
        public String toString() {
            return key;
        }
    }

    /// Reads all assignments, in order.
    static List<Assignment> read(String file) {
        String text = file.startsWith("\uFEFF") ? file.substring(1) : file;
        return new Dotenv(text.replace("\r\n", "\n").replace('\r', '\n')).all();
    }

    private List<Assignment> all() {
        while (place < text.length()) {
            skipBlanks();
            if (!isAtEndOfLine() && here() != '#') {
                assign();
            }
            skipLine();
        }
        return List.copyOf(assignments);
    }

    /// Reads one assignment up to the end of its value.
    private void assign() {
        int line = line();
        String key = key();
        Integer before = lines.put(key, line);
        if (before != null) {
            throw refused(line, "a key that line " + before + " does not have already");
        }
        skipBlanks();
        if (isAtEndOfLine() || here() != '=') {
            throw refused(line, "KEY=value");
        }
        place++;
        skipBlanks();
        boolean isQuoted = !isAtEndOfLine() && "'`\"".indexOf(here()) >= 0;
        String value = isQuoted ? quoted(line) : plain();
        if (!VariableBody.isValue(value)) {
            throw refused(line, VariableBody.VALUE_EXPECTED);
        }
        assignments.add(new Assignment(key, value));
    }

    private String key() {
        String word = word();
        if (word.equals(EXPORT) && !isAtEndOfLine() && isBlank(here())) {
            skipBlanks();
            word = word();
        }
        if (!VariableKey.isGood(word)) {
            throw refused(line(), "a key: " + VariableKey.EXPECTED);
        }
        return word;
    }

    private String word() {
        int begin = place;
        while (!isAtEndOfLine() && !isBlank(here()) && here() != '=') {
            place++;
        }
        return text.substring(begin, place);
    }

    /// A value without quotes ends with its line, or before a comment that blanks precede.
    private String plain() {
        int begin = place;
        while (!isAtEndOfLine() && !(here() == '#' && isBlank(text.charAt(place - 1)))) {
            place++;
        }
        return text.substring(begin, place).strip();
    }

    /// A value in quotes may have several lines; only a comment may follow it.
    private String quoted(int line) {
        char quote = here();
        var value = new StringBuilder();
        place++;
        while (place < text.length() && here() != quote) {
            value.append(quote == DOUBLE && here() == '\\' ? escaped() : here());
            place++;
        }
        if (place == text.length()) {
            throw refused(line, "a quotation mark that ends the value");
        }
        place++;
        int end = place;
        skipBlanks();
        if (!isAtEndOfLine() && (here() != '#' || place == end)) {
            throw refused(line(), "nothing behind the quotation mark that ends the value");
        }
        return value.toString();
    }

    /// The character that a backslash and the next one stand for, or the backslash alone.
    private char escaped() {
        Character meant = place + 1 < text.length() ? ESCAPES.get(text.charAt(place + 1)) : null;
        if (meant == null) {
            return here();
        }
        place++;
        return meant;
    }

    private void skipBlanks() {
        while (!isAtEndOfLine() && isBlank(here())) {
            place++;
        }
    }

    private void skipLine() {
        while (!isAtEndOfLine()) {
            place++;
        }
        place++;
    }

    private boolean isAtEndOfLine() {
        return place >= text.length() || here() == '\n';
    }

    private char here() {
        return text.charAt(place);
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }

    /// Counts on from the line that was asked for last.
    private int line() {
        while (countedTo < place) {
            if (text.charAt(countedTo) == '\n') {
                countedLines++;
            }
            countedTo++;
        }
        return countedLines;
    }

    private static Refusal refused(int line, String expected) {
        return Refusal.of(ErrorCode.INVALID_FIELD, "invalid dotenv in line " + line)
                .fact("field", "dotenv")
                .fact("line", line)
                .fact("expected", expected);
    }
}
