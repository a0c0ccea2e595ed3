package dev.toolbridge.moving.evernote;

import com.vladsch.flexmark.html2md.converter.FlexmarkHtmlConverter;
import com.vladsch.flexmark.util.data.MutableDataSet;
import dev.toolbridge.moving.reader.ItemOutput;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// ENML as Markdown. Boxes and media have no element of HTML, so signs stand for them while the rest is converted.
final class Enml {
    private static final int DEPTH_MAX = 150;
    private static final String OPEN_BOX = "\uE000";
    private static final String DONE_BOX = "\uE001";
    private static final String BULLET = "\uE002";

    private static final FlexmarkHtmlConverter CONVERTER = FlexmarkHtmlConverter.builder(new MutableDataSet()
                    .set(FlexmarkHtmlConverter.SKIP_CHAR_ESCAPE, true)
                    .set(FlexmarkHtmlConverter.SETEXT_HEADINGS, false)
                    .set(FlexmarkHtmlConverter.OUTPUT_ATTRIBUTES_ID, false)
                    .set(FlexmarkHtmlConverter.TYPOGRAPHIC_QUOTES, false)
                    .set(FlexmarkHtmlConverter.TYPOGRAPHIC_SMARTS, false)
                    .set(FlexmarkHtmlConverter.BR_AS_EXTRA_BLANK_LINES, false)
                    .set(FlexmarkHtmlConverter.THEMATIC_BREAK, "---")
                    .set(FlexmarkHtmlConverter.NBSP_TEXT, " ")
                    .set(FlexmarkHtmlConverter.UNORDERED_LIST_DELIMITER, '-'))
            .build();

    private Enml() {}

    static String markdown(String enml, String where, ItemOutput items) {
        Document document = Jsoup.parse(enml);
        document.select("en-crypt").forEach(secret -> {
            items.leftOut(
                    "encrypted text", where, secret.attr("hint").isEmpty() ? "without a hint" : secret.attr("hint"));
            secret.replaceWith(new TextNode("[encrypted text]"));
        });
        plain(document);
        document.select("en-media").forEach(Enml::media);
        document.select("en-todo").forEach(Enml::box);
        document.select("ul[style*=--en-todo:true] > li").forEach(Enml::listBox);
        if (depth(document) > DEPTH_MAX) {
            items.remark("formatting", where, "nested too deep to keep; the words come");
            return finished(document.wholeText());
        }
        return finished(CONVERTER.convert(document.body()));
    }

    /// Gives Evernote's own ways of writing the elements that Markdown has.
    private static void plain(Document document) {
        document.select("li > div:only-child").unwrap();
        document.select("s, strike").tagName("del");
        document.select("div[style*=-en-codeblock:true]").forEach(block -> {
            var lines = block.children().isEmpty()
                    ? block.wholeText()
                    : String.join("\n", block.children().eachText());
            block.replaceWith(new Element("pre").text(lines));
        });
        for (Element table : document.select("table")) {
            if (table.select("th").isEmpty()) {
                table.select("tr").stream().limit(1).forEach(first -> first.select("td")
                        .tagName("th"));
            }
        }
    }

    private static void media(Element media) {
        String name = media.attr("type").isEmpty() ? "file" : media.attr("type");
        var link =
                new Element("a").attr("href", "en-media:" + media.attr("hash")).text(name);
        media.replaceWith(link);
    }

    private static void box(Element box) {
        boolean inList = box.closest("li") != null;
        String sign = box.attr("checked").equals("true") ? DONE_BOX : OPEN_BOX;
        box.childNodesCopy().reversed().forEach(box::after);
        box.replaceWith(new TextNode((inList ? "" : BULLET) + sign));
    }

    private static void listBox(Element line) {
        boolean done = line.attr("style").replace(" ", "").contains("--en-checked:true");
        line.prependText((done ? DONE_BOX : OPEN_BOX));
    }

    private static int depth(Document document) {
        int deepest = 0;
        int depth = 0;
        Node node = document;
        while (node != null) {
            deepest = Math.max(deepest, depth);
            if (node.childNodeSize() > 0) {
                node = node.childNode(0);
                depth++;
            } else {
                while (node != null && node.nextSibling() == null) {
                    node = node.parent();
                    depth--;
                }
                node = node == null ? null : node.nextSibling();
            }
        }
        return deepest;
    }

    private static String finished(String markdown) {
        return markdown.replaceAll(BULLET + "([" + OPEN_BOX + DONE_BOX + "])", "- $1")
                .replaceAll(OPEN_BOX + "[ \\u00A0]*", "[ ] ")
                .replaceAll(DONE_BOX + "[ \\u00A0]*", "[x] ")
                .replaceAll(" +\\n(?=\\n|- )", "\n")
                .strip();
    }
}
