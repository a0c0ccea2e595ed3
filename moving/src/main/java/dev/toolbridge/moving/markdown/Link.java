package dev.toolbridge.moving.markdown;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// A link in a text: its place, its label, the target as written without heading, and its kind.
///
/// @param wiki true for `[[target]]`, false for `[label](target)`
/// @param embedded true for pictures and embedded notes
public record Link(int start, int end, String label, String target, boolean wiki, boolean embedded) {
    /// The links of a text that are looked at.
    public static final int ALL_MAX = 50_000;

    private static final Pattern WIKI = Pattern.compile("(!?)\\[\\[([^\\[\\]|#^\\r\\n]{0,1000}+)"
            + "([#^][^\\[\\]|\\r\\n]{0,1000}+)?(?:\\|([^\\[\\]\\r\\n]{0,1000}+))?\\]\\]");
    private static final Pattern INLINE = Pattern.compile("(!?)\\[([^\\[\\]]{0,1000}+)\\]\\([ \\t]*+"
            + "(<[^<>\\r\\n]{0,4000}+>|[^()\\s]{0,4000}+(?:\\([^()\\s]{0,1000}+\\)[^()\\s]{0,1000}+){0,8}+)"
            + "(?:[ \\t]+\"[^\"\\r\\n]{0,1000}+\")?+[ \\t]*+\\)");

    static List<Link> all(MarkdownText text) {
        var links = new ArrayList<Link>();
        addWiki(text, links);
        addInline(text, links);
        links.sort(Comparator.comparingInt(Link::start));
        return links;
    }

    /// True for a link to another place than the source's own files.
    public boolean leaves() {
        return !wiki && (target.isEmpty() || target.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*:.*|//.*|#.*"));
    }

    private static void addWiki(MarkdownText text, List<Link> links) {
        var matcher = WIKI.matcher(text.blanked());
        while (links.size() < ALL_MAX && matcher.find()) {
            String target = matcher.group(2).strip();
            if (target.endsWith("\\")) {
                target = target.substring(0, target.length() - 1).strip();
            }
            String label = matcher.group(4) == null ? target : matcher.group(4);
            links.add(new Link(
                    matcher.start(),
                    matcher.end(),
                    label,
                    target,
                    true,
                    !matcher.group(1).isEmpty()));
        }
    }

    private static void addInline(MarkdownText text, List<Link> links) {
        var matcher = INLINE.matcher(text.blanked());
        while (links.size() < ALL_MAX && matcher.find()) {
            String target = matcher.group(3);
            if (target.startsWith("<")) {
                target = target.substring(1, target.length() - 1);
            }
            links.add(new Link(
                    matcher.start(),
                    matcher.end(),
                    text.text().substring(matcher.start(2), matcher.end(2)),
                    withoutHeading(target),
                    false,
                    !matcher.group(1).isEmpty()));
        }
    }

    private static String withoutHeading(String target) {
        int heading = target.indexOf('#');
        return heading > 0 ? target.substring(0, heading) : target;
    }
}
