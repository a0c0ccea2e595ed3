package dev.toolbridge.tenants.runtime.process.supervisor;

import java.util.List;
import java.util.stream.Collectors;

/// The words of a command on one line of supervisord's file. Four readers come one after the other: the one of the
/// file (comments, lines), one that replaces `%(here)s`, Python's `%`, and `shlex`, which splits the words.
final class Words {
    static final int LINE_LENGTH_MAX = 128 * 1024;

    private Words() {}

    static String line(List<String> words) {
        String line = words.stream().map(Words::quoted).collect(Collectors.joining(" "));
        if (line.length() > LINE_LENGTH_MAX) {
            throw new IllegalArgumentException("the command and its settings are longer than " + LINE_LENGTH_MAX);
        }
        return line;
    }

    /// A word in quotation marks, which are closed and opened again where two signs together have a meaning:
    /// a comment's sign behind a space, and the parenthesis behind a percent sign.
    private static String quoted(String word) {
        var quoted = new StringBuilder("\"");
        word.codePoints().forEach(sign -> {
            switch (sign) {
                case '"', '\\' -> quoted.append('\\').appendCodePoint(sign);
                case ';', '#' -> quoted.append("\"\"").appendCodePoint(sign);
                case '%' -> quoted.append("%%\"\"");
                default -> quoted.appendCodePoint(accepted(sign));
            }
        });
        return quoted.append('"').toString();
    }

    private static int accepted(int sign) {
        int kind = Character.getType(sign);
        if (kind == Character.CONTROL
                || kind == Character.SURROGATE
                || kind == Character.LINE_SEPARATOR
                || kind == Character.PARAGRAPH_SEPARATOR) {
            throw new IllegalArgumentException("a command or setting has a line break or another control character");
        }
        return sign;
    }
}
