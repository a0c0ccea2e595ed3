package dev.toolbridge.tests.style;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Plain technical English in comments: each begins with a noun or a verb, and needs no second reading.
final class Prose {
    private static final Pattern COMMENT = Pattern.compile("\\s*///?(?!/)\\s?(.*)");
    private static final String QUESTION_WORD = "(what(ever)?|who(m|se|ever)?|how|where|whether|which|when)\\b";
    private static final Pattern ASKING = Pattern.compile(QUESTION_WORD + ".*", Pattern.CASE_INSENSITIVE);
    private static final Pattern ASKING_TAG =
            Pattern.compile(".*@(?:param \\S+|return|throws \\S+) " + QUESTION_WORD + ".*", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUESTION = Pattern.compile("[^.]*\\?.*");

    /// A clause of time or place with the main sentence behind its comma.
    private static final Pattern LEADING_CLAUSE =
            Pattern.compile("(When|Where) [^,.;:]*, (?!(and|or|which|who|as)\\b).*");

    /// Each has borders of its own, so that `avoid` and `there is` stay allowed.
    private static final Pattern REFUSED = Pattern.compile(
            "\\b(whoever|whomever|whosoever|whatsoever|shall|forsake\\w*|(?:is|are|be|made|makes) void|void of"
                    + "|com(?:e|es|ing) by|came by|(?<!there )(?:is|are) none|for ever|go(?:es)? with"
                    + "|(?:is|are|was|were) there)\\b",
            Pattern.CASE_INSENSITIVE);

    private Prose() {}

    static Stream<Remark> comments(Source source) {
        return blocks(source.lines()).stream().flatMap(Block::remarks);
    }

    /// The words of a text that plain English avoids.
    static List<String> refused(String text) {
        return REFUSED.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static List<Block> blocks(List<String> lines) {
        var blocks = new ArrayList<Block>();
        var block = new ArrayList<String>();
        for (int number = 1; number <= lines.size(); number++) {
            var comment = COMMENT.matcher(lines.get(number - 1));
            if (comment.matches()) {
                block.add(comment.group(1).strip());
            } else if (!block.isEmpty()) {
                blocks.add(new Block(number - block.size(), block));
                block.clear();
            }
        }
        return blocks;
    }

    /// The lines of one comment, without their slashes.
    private record Block(int line, List<String> lines) {

        Block {
            lines = List.copyOf(lines);
        }

        Stream<Remark> remarks() {
            return Stream.concat(
                    asks() ? Stream.of(new Remark(line, "a comment begins with a question word")) : Stream.of(),
                    refused(text()).stream()
                            .map(word -> new Remark(line, "a comment says \"" + word + "\"; plain English does not")));
        }

        private boolean asks() {
            String text = text();
            return ASKING_TAG.matcher(text).matches()
                    || (ASKING.matcher(text).matches()
                            && !QUESTION.matcher(text).matches()
                            && !LEADING_CLAUSE.matcher(text).matches());
        }

        private String text() {
            return lines.stream().collect(Collectors.joining(" "));
        }
    }
}
