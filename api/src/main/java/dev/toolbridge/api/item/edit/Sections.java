package dev.toolbridge.api.item.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The sections of a Markdown text: its headings that begin with `#` (CommonMark 0.31.2, section 4.2), except those in
/// fenced code (section 4.5).
final class Sections {
    private static final int LEVEL_MAX = 6;
    private static final int INDENT_MAX = 3;
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,})(.*)");

    private final String text;
    private final List<Heading> headings = new ArrayList<>();

    /// The headings that the next line is below.
    private final List<Heading> open = new ArrayList<>();

    /// The line that opened the code which the next line is in; empty outside of code.
    private String fence = "";

    /// A heading with the texts of those that it is below.
    ///
    /// @param begin the place of its line
    /// @param bodyBegin the place behind its line and the end of it
    private record Heading(int level, List<String> path, int begin, int bodyBegin) {}

    private Sections(String text) {
        this.text = text;
        int begin = 0;
        while (begin < text.length()) {
            int feed = text.indexOf('\n', begin);
            int next = feed < 0 ? text.length() : feed + 1;
            int end = feed < 0 ? next : feed;
            read(text.substring(begin, end > begin && text.charAt(end - 1) == '\r' ? end - 1 : end), begin, next);
            begin = next;
        }
    }

    static Sections of(String text) {
        return new Sections(text);
    }

    String replaced(ExactEdit.Section edit, Miss miss) {
        List<Heading> found =
                headings.stream().filter(one -> one.path.equals(edit.heading())).toList();
        if (found.size() != 1) {
            throw miss.ofHeading(found.size(), candidates(edit.heading(), found));
        }
        Heading heading = found.getFirst();
        int begin = edit.isWhole() ? heading.begin : heading.bodyBegin;
        int end = end(heading);
        requireApart(edit, begin, end, miss);
        return text.substring(0, begin) + edit.text() + text.substring(end);
    }

    /// The section reaches to the next heading that is not below its own.
    private int end(Heading heading) {
        return headings.stream()
                .filter(other -> other.begin > heading.begin && other.level <= heading.level)
                .findFirst()
                .map(Heading::begin)
                .orElse(text.length());
    }

    /// Refuses a text that would become a part of the heading before it, or of the one behind it.
    private void requireApart(ExactEdit.Section edit, int begin, int end, Miss miss) {
        String written = edit.text();
        if (written.isEmpty()) {
            return;
        }
        boolean isBehindLineEnd = begin == 0 || text.charAt(begin - 1) == '\n';
        if (!isBehindLineEnd && !written.startsWith("\n") && !written.startsWith("\r\n")) {
            throw miss.glued("the heading is the last line and has no line end, so text must begin with one");
        }
        if (end < text.length() && !written.endsWith("\n")) {
            throw miss.glued("another heading follows, so text must end with a line end");
        }
    }

    private List<Candidate> candidates(List<String> wanted, List<Heading> found) {
        String last = wanted.getLast();
        List<Heading> meant = found.isEmpty()
                ? headings.stream()
                        .filter(one -> one.path.getLast().strip().equalsIgnoreCase(last.strip()))
                        .toList()
                : found;
        List<String> differs = found.isEmpty() ? List.of("heading path") : List.of();
        return (meant.isEmpty() ? headings : meant)
                .stream()
                        .limit(Candidate.CANDIDATES_MAX)
                        .map(one -> new Candidate(
                                Candidate.line(text, one.begin), String.join(" > ", one.path), differs, 0))
                        .toList();
    }

    private void read(String line, int begin, int next) {
        Matcher opening = FENCE.matcher(line);
        boolean isFence = opening.matches();
        if (!fence.isEmpty()) {
            boolean closes = isFence
                    && opening.group(1).startsWith(fence)
                    && opening.group(2).isBlank();
            fence = closes ? "" : fence;
            return;
        }
        if (isFence && (opening.group(1).startsWith("~") || !opening.group(2).contains("`"))) {
            fence = opening.group(1);
            return;
        }
        int indent = count(line, ' ', 0);
        int level = count(line, '#', indent);
        int behind = indent + level;
        boolean isHeading = indent <= INDENT_MAX && level >= 1 && level <= LEVEL_MAX;
        if (isHeading && (behind == line.length() || isBlank(line.charAt(behind)))) {
            add(level, named(line.substring(behind)), begin, next);
        }
    }

    private static int count(String line, char sign, int from) {
        int end = from;
        while (end < line.length() && line.charAt(end) == sign) {
            end++;
        }
        return end - from;
    }

    private static boolean isBlank(char sign) {
        return sign == ' ' || sign == '\t';
    }

    /// The text of a heading, without the blanks around it and the signs that may close it.
    private static String named(String behindSigns) {
        String named = behindSigns.strip();
        int end = named.length();
        while (end > 0 && named.charAt(end - 1) == '#') {
            end--;
        }
        boolean isClosed = end == 0 || isBlank(named.charAt(end - 1));
        return isClosed ? named.substring(0, end).stripTrailing() : named;
    }

    /// Adds a heading below those of the levels above, some of which may be missing.
    private void add(int level, String named, int begin, int next) {
        open.removeIf(heading -> heading.level >= level);
        var path = new ArrayList<String>();
        open.forEach(heading -> path.add(heading.path.getLast()));
        path.add(named);
        var heading = new Heading(level, path, begin, next);
        open.add(heading);
        headings.add(heading);
    }
}
