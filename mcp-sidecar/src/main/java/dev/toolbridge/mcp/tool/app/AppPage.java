package dev.toolbridge.mcp.tool.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A page that shows the results of tools inside a client: constant HTML, which gets its data as messages.
public enum AppPage {
    LIST("Items", "Shows a list of items."),
    ITEM("Item", "Shows an item."),
    REVIEW("Review", "Shows a proposed edit by its hunks.");

    private static final String FOLDER = "/apps/";

    private final String title;
    private final String description;
    private final String html;

    AppPage(String title, String description) {
        this.title = title;
        this.description = description;
        this.html = file("frame.html")
                .replace("/* style */", file("style.css"))
                .replace("/* host */", file("host.js"))
                .replace("/* page */", file(wireName() + ".js"));
    }

    /// The address, which is also that of its resource.
    public String uri() {
        return "ui://toolbridge/" + wireName();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The name for people.
    public String title() {
        return title;
    }

    public String description() {
        return description;
    }

    /// The whole page: style and script are within it.
    public String html() {
        return html;
    }

    private static String file(String name) {
        try (var file = AppPage.class.getResourceAsStream(FOLDER + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
