package dev.toolbridge.moving.markdown;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// A text of Markdown with its code blanked out, so that no tag and no link is found in code.
///
/// Every place in the blanked text is the same place in the text. Blocks are those of CommonMark. The inside of lines
/// is searched by this package alone, in a time that grows with the length of the text and no faster.
public final class MarkdownText {
    private static final int OPEN_BLOCKS_MAX = 64;

    /// The blocks of a text; of one with more, only fenced code is known as code.
    private static final int BLOCKS_MAX = 100_000;

    private static final String MARKERS = "-+*.)";
    private static final Parser PARSER = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .maxOpenBlockParsers(OPEN_BLOCKS_MAX)
            .inlineParserFactory(context -> (lines, node) -> {})
            .build();

    private static final Pattern HEADING =
            Pattern.compile("(?m)^ {0,3}#[ \\t]+([^\\r\\n]*?)(?:[ \\t]+#+)?[ \\t]*\\r?$");
    private static final Pattern TAG =
            Pattern.compile("(?<!\\S)#([\\p{L}\\p{M}\\p{N}\\p{So}\\p{Sk}\\x{200D}\\x{FE0F}_/-]+)");
    private static final Pattern FENCES =
            Pattern.compile("(?ms)^ {0,3}(?<fence>```|~~~)[^\\r\\n]*+$.*?(?:^ {0,3}\\k<fence>|\\z)");
    private static final Pattern DIGITS = Pattern.compile("[\\p{N}/-]+");

    private final String text;
    private final String blanked;

    private MarkdownText(String text, String blanked) {
        this.text = text;
        this.blanked = blanked;
    }

    public static MarkdownText of(String text) {
        char[] blanked = text.toCharArray();
        if (isWithinBlocks(text)) {
            Node root = PARSER.parse(text);
            for (Node node = root; node != null; node = next(node)) {
                if (isCode(node)) {
                    blank(node, blanked);
                }
            }
        } else {
            FENCES.matcher(text).results().forEach(fenced -> Arrays.fill(blanked, fenced.start(), fenced.end(), ' '));
        }
        CodeSpans.blank(blanked);
        return new MarkdownText(text, new String(blanked));
    }

    /// Tells if a text has no more blocks than may be in memory, by the lines and signs that begin one.
    private static boolean isWithinBlocks(String text) {
        int blocks = 0;
        for (int index = 0; index < text.length() && blocks <= BLOCKS_MAX; index++) {
            char character = text.charAt(index);
            boolean isBeforeBlank = index + 1 == text.length() || Character.isWhitespace(text.charAt(index + 1));
            blocks += character == '\n' || character == '\r' || character == '>' ? 1 : 0;
            blocks += isBeforeBlank && MARKERS.indexOf(character) >= 0 ? 1 : 0;
        }
        return blocks <= BLOCKS_MAX;
    }

    public String text() {
        return text;
    }

    /// The text with blanks for code.
    public String blanked() {
        return blanked;
    }

    /// The first heading of the first level, if it says anything.
    public Optional<String> heading() {
        var matcher = HEADING.matcher(blanked);
        while (matcher.find()) {
            String heading = text.substring(matcher.start(1), matcher.end(1)).strip();
            if (!heading.isEmpty()) {
                return Optional.of(heading);
            }
        }
        return Optional.empty();
    }

    /// The tags in the text, without the sign, in the order in which they are met.
    public Set<String> tags() {
        var tags = new LinkedHashSet<String>();
        var matcher = TAG.matcher(blanked);
        while (matcher.find()) {
            if (!DIGITS.matcher(matcher.group(1)).matches()) {
                tags.add(matcher.group(1));
            }
        }
        return tags;
    }

    /// The links in the text.
    public List<Link> links() {
        return Link.all(this);
    }

    /// The boxes in the text, each with the box that it is indented under.
    public List<Box> boxes() {
        return Box.all(new ArrayList<>(), this);
    }

    private static boolean isCode(Node node) {
        return node instanceof FencedCodeBlock || node instanceof IndentedCodeBlock;
    }

    private static Node next(Node node) {
        if (node.getFirstChild() != null) {
            return node.getFirstChild();
        }
        Node up = node;
        while (up != null && up.getNext() == null) {
            up = up.getParent();
        }
        return up == null ? null : up.getNext();
    }

    private static void blank(Node node, char[] blanked) {
        for (var span : node.getSourceSpans()) {
            int end = Math.min(span.getInputIndex() + span.getLength(), blanked.length);
            for (int index = span.getInputIndex(); index < end; index++) {
                blanked[index] = ' ';
            }
        }
    }
}
