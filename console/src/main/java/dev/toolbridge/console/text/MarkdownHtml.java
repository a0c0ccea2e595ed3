package dev.toolbridge.console.text;

import dev.toolbridge.service.text.HiddenCharacters;
import gg.jte.Content;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.UrlSanitizer;

/// Stored Markdown as HTML that does nothing: HTML in it is shown as text, links lead to pages and mail only, and
/// pictures are links.
public final class MarkdownHtml {
    /// A longer text is shown as it is written: nesting takes more than its length.
    private static final int LENGTH_MAX = 200_000;

    private static final int NESTED_MAX = 60;
    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

    private static final Parser PARSER = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.NONE)
            .maxOpenBlockParsers(NESTED_MAX)
            .maxInlineNesting(NESTED_MAX)
            .build();

    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .urlSanitizer(new Links())
            .softbreak("<br>\n")
            .attributeProviderFactory(_ -> MarkdownHtml::attributes)
            .build();

    private MarkdownHtml() {}

    /// A text as HTML.
    public static Content html(String text) {
        if (text.length() > LENGTH_MAX) {
            return output -> {
                output.writeContent("<p class=\"plain\">");
                output.writeUserContent(visible(text));
                output.writeContent("</p>");
            };
        }
        Node document = PARSER.parse(visible(text));
        document.accept(new Pictures());
        String html = RENDERER.render(document);
        return output -> output.writeContent(html);
    }

    /// The text with a sign in the place of each character that would hide or turn others.
    public static String visible(String text) {
        var visible = new StringBuilder(text.length());
        int index = 0;
        while (index < text.length()) {
            int point = text.codePointAt(index);
            visible.appendCodePoint(HiddenCharacters.isAt(text, index) ? '\uFFFD' : point);
            index += Character.charCount(point);
        }
        return visible.toString();
    }

    private static void attributes(Node node, String tag, Map<String, String> attributes) {
        if (tag.equals("a")) {
            attributes.put("rel", "noopener nofollow");
        }
        if (List.of("h1", "h2", "h3", "h4", "h5", "h6").contains(tag)) {
            attributes.put("class", "stored");
        }
    }

    /// Puts the words of a picture in its place.
    private static final class Pictures extends AbstractVisitor {
        @Override
        public void visit(Image image) {
            image.insertBefore(new Text(image.getDestination()));
            image.unlink();
        }
    }

    /// Lets the schemes through that do nothing but lead to a page.
    private static final class Links implements UrlSanitizer {
        @Override
        public String sanitizeLinkUrl(String address) {
            int colon = address.indexOf(':');
            boolean isGood =
                    colon > 0 && SCHEMES.contains(address.substring(0, colon).toLowerCase(Locale.ROOT));
            return isGood ? address : "";
        }

        @Override
        public String sanitizeImageUrl(String address) {
            return "";
        }
    }
}
