package dev.toolbridge.connect.edit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Reads TOML 1.0 to its statements with their places; values are checked for their form, and not for their meaning.
final class TomlReader {
    private static final int DEPTH_MAX = 64;
    private static final Pattern BARE_KEY = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern WORD = Pattern.compile("true|false|[+-]?(?:inf|nan)|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt"
            + " ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?)?"
            + "|[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?|0x[0-9A-Fa-f_]+|0o[0-7_]+|0b[01_]+"
            + "|[+-]?[0-9][0-9_]*(?:\\.[0-9][0-9_]*)?(?:[eE][+-]?[0-9][0-9_]*)?");

    private final String text;
    private final List<Statement> statements = new ArrayList<>();
    private final Set<List<String>> defined = new HashSet<>();
    private final Set<List<String>> arrays = new HashSet<>();
    private List<String> table = List.of();
    private int at;

    private TomlReader(String text) {
        this.text = text;
    }

    /// A statement of a file.
    sealed interface Statement {
        int start();

        int end();

        /// The whole path of its table or setting.
        List<String> whole();
    }

    /// The header of a table, or of an element of an array of tables.
    record Header(int start, int end, List<String> whole, boolean isArray) implements Statement {
        Header {
            whole = List.copyOf(whole);
        }
    }

    /// A setting in the table of the last header.
    ///
    /// @param path its name, which may have dots
    record Setting(int start, int valueStart, int end, List<String> table, List<String> path) implements Statement {
        Setting {
            table = List.copyOf(table);
            path = List.copyOf(path);
        }

        @Override
        public List<String> whole() {
            return Stream.concat(table.stream(), path.stream()).toList();
        }
    }

    /// @throws UnreadableText if it is no TOML
    static List<Statement> read(String text) {
        var reader = new TomlReader(text);
        reader.skipLines();
        while (reader.at < text.length()) {
            reader.statement();
            reader.endLine();
            reader.skipLines();
        }
        return List.copyOf(reader.statements);
    }

    private void statement() {
        int start = at;
        if (isNext("[")) {
            boolean isArray = isNext("[[");
            at += isArray ? 2 : 1;
            table = key();
            expect(isArray ? "]]" : "]");
            add(new Header(start, at, table, isArray));
            return;
        }
        List<String> path = key();
        expect("=");
        skipBlanks();
        int valueStart = at;
        value(0);
        add(new Setting(start, valueStart, at, table, path));
    }

    private void add(Statement statement) {
        boolean mayRepeat = statement instanceof Header header && header.isArray();
        boolean isInArray = IntStream.rangeClosed(1, statement.whole().size())
                .anyMatch(length -> arrays.contains(statement.whole().subList(0, length)));
        if (!mayRepeat && !isInArray && !defined.add(statement.whole())) {
            throw UnreadableText.at(
                    text, statement.start(), "another name than " + String.join(".", statement.whole()));
        }
        if (mayRepeat) {
            arrays.add(statement.whole());
        }
        statements.add(statement);
    }

    private List<String> key() {
        var parts = new ArrayList<String>();
        do {
            skipBlanks();
            int start = at;
            if (isNext("\"") || isNext("'")) {
                at = quoted();
                parts.add(text.substring(start + 1, at - 1));
            } else {
                take(BARE_KEY, "a name");
                parts.add(text.substring(start, at));
            }
            skipBlanks();
        } while (skip("."));
        return parts;
    }

    private void value(int depth) {
        if (depth > DEPTH_MAX) {
            throw UnreadableText.at(text, at, "at most " + DEPTH_MAX + " levels");
        }
        if (isNext("[")) {
            array(depth);
        } else if (isNext("{")) {
            inlineTable(depth);
        } else if (isNext("\"\"\"") || isNext("'''")) {
            at = Quoted.triple(text, at);
        } else if (isNext("\"") || isNext("'")) {
            at = quoted();
        } else {
            take(WORD, "a value");
        }
    }

    private int quoted() {
        return isNext("'") ? Quoted.literal(text, at) : Quoted.basic(text, at);
    }

    private void array(int depth) {
        at++;
        skipLines();
        while (!skip("]")) {
            value(depth + 1);
            skipLines();
            if (!isNext("]")) {
                expect(",");
                skipLines();
            }
        }
    }

    private void inlineTable(int depth) {
        at++;
        skipBlanks();
        while (!skip("}")) {
            if (key().isEmpty()) {
                throw UnreadableText.at(text, at, "a name");
            }
            expect("=");
            skipBlanks();
            value(depth + 1);
            skipBlanks();
            if (!isNext("}")) {
                expect(",");
                skipBlanks();
            }
        }
    }

    private void endLine() {
        skipBlanks();
        boolean isEnd = at >= text.length() || isNext("#") || isNext("\n") || isNext("\r\n");
        if (!isEnd) {
            throw UnreadableText.at(text, at, "the end of the line");
        }
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    /// Skips blanks, comments and ends of lines.
    private void skipLines() {
        while (at < text.length()) {
            if (" \t\r\n\uFEFF".indexOf(text.charAt(at)) >= 0) {
                at++;
            } else if (text.charAt(at) == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                return;
            }
        }
    }

    private boolean isNext(String expected) {
        return text.startsWith(expected, at);
    }

    private boolean skip(String expected) {
        boolean isThere = isNext(expected);
        at += isThere ? expected.length() : 0;
        return isThere;
    }

    private void expect(String expected) {
        skipBlanks();
        if (!skip(expected)) {
            throw UnreadableText.at(text, at, "'" + expected + "'");
        }
    }

    private void take(Pattern pattern, String expected) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw UnreadableText.at(text, at, expected);
        }
        at = matcher.end();
    }
}
