package dev.toolbridge.connect.dotenv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a file to its statements. Their texts make up the file again, whatever is in it.
final class DotenvStatements {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \\t]*=[ \\t]*");
    private static final Pattern REST = Pattern.compile("[ \\t]*(?:#[^\\r\\n]*)?(?:\\r\\n|\\n|\\r|\\z)");
    private static final String QUOTES = "'\"`";

    private final String text;

    private DotenvStatements(String text) {
        this.text = text;
    }

    static List<Statement> of(String text) {
        return new DotenvStatements(text).all();
    }

    private List<Statement> all() {
        var all = new ArrayList<Statement>();
        int at = 0;
        while (at < text.length()) {
            Matcher assignment = ASSIGNMENT.matcher(text).region(at, lineEnd(at));
            boolean isAssignment = assignment.lookingAt();
            int end = isAssignment ? valueEnd(assignment.end()) : lineEnd(at);
            all.add(new Statement(
                    isAssignment ? Optional.of(assignment.group(1)) : Optional.empty(), text.substring(at, end)));
            at = end;
        }
        return all;
    }

    /// The end of the statement whose value begins here: of the last line of a value in quotes, else of this line.
    private int valueEnd(int begin) {
        if (begin < text.length() && QUOTES.indexOf(text.charAt(begin)) >= 0) {
            int closing = closing(begin);
            Matcher rest = REST.matcher(text);
            if (closing > 0 && rest.region(closing + 1, text.length()).lookingAt()) {
                return rest.end();
            }
        }
        return lineEnd(begin);
    }

    /// The quote that ends a value; a backslash hides one, except in single quotes.
    private int closing(int begin) {
        char quote = text.charAt(begin);
        int at = begin + 1;
        while (at < text.length() && text.charAt(at) != quote) {
            at += quote != '\'' && text.charAt(at) == '\\' ? 2 : 1;
        }
        return at < text.length() ? at : -1;
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }
}
