package dev.toolbridge.service.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A piece of HTML with places to fill: `{{name}}` takes a text, which is escaped; `{{{name}}}` takes HTML of ours.
public final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\{)?(\\w+)}}}?");

    private final String html;

    private Template(String html) {
        this.html = html;
    }

    /// Reads a template from the folder `pages` of the program's resources.
    public static Template named(String name) {
        try (var file = Template.class.getResourceAsStream("/pages/" + name + ".html")) {
            return new Template(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public String filled(Map<String, String> values) {
        return PLACE.matcher(html)
                .replaceAll(
                        place -> Matcher.quoteReplacement(value(place.group(1) != null, values.get(place.group(2)))));
    }

    private static String value(boolean isHtml, String value) {
        return isHtml ? value : escaped(value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
