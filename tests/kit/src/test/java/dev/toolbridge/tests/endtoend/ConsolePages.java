package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.toolbridge.tests.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/// The pages of the console in a browser, used by keyboard alone and looked at by axe.
///
/// @param browser the browser that shows them
/// @param axe the script that finds what keeps people out
public record ConsolePages(Browser browser, String axe) {
    private static final Duration FOUND_MAX = Duration.ofSeconds(20);
    private static final int TABS_MAX = 80;
    private static final int WIDTH = 1_280;
    private static final int PHONE_WIDTH = 320;
    private static final int HEIGHT = 800;

    /// The words of the element that has the focus: its name, its label or its text.
    private static final String FOCUSED = """
            (() => {
              const element = document.activeElement
              const label = element.labels?.[0]?.innerText ?? element.innerText ?? ''
              return label.trim().split('\\n')[0]
            })()
            """;

    /// The script of axe is fetched by npm; the test is left out where it cannot be.
    public static ConsolePages in(Browser browser) {
        var packages = new NodePackages("axe", List.of("axe-core@4.14.1"));
        assumeTrue(packages.install(), "left out: npm cannot fetch axe-core");
        try {
            return new ConsolePages(browser, Files.readString(packages.file("axe-core/axe.min.js")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Goes from element to element until one has these words.
    public ConsolePages reach(String words) {
        for (int tab = 0; tab < TABS_MAX; tab++) {
            browser.press("Tab");
            if (browser.value(FOCUSED).asText().equals(words)) {
                return this;
            }
        }
        throw new AssertionError("no element has the words " + words + "\n" + browser.text());
    }

    /// Presses the link or the button with these words, and waits for a text of the next page.
    public ConsolePages press(String words, String next) {
        reach(words);
        browser.press("Enter");
        browser.awaitText(next);
        return this;
    }

    /// Fills in the field with this label.
    public ConsolePages fill(String label, String text) {
        reach(label);
        browser.type(text);
        return this;
    }

    /// Looks at the page in both schemes and on a phone.
    public ConsolePages lookAt(String name) {
        for (String scheme : List.of("light", "dark")) {
            browser.prefer(scheme);
            browser.resize(WIDTH, HEIGHT);
            look(name + "-" + scheme);
        }
        browser.resize(PHONE_WIDTH, HEIGHT);
        assertThat(browser.value("document.documentElement.scrollWidth").asInt())
                .as(name)
                .isEqualTo(PHONE_WIDTH);
        look(name + "-phone");
        browser.resize(WIDTH, HEIGHT);
        return this;
    }

    /// Colours that are still changing from one scheme to the other are of neither.
    private void look(String name) {
        Await.until(
                FOUND_MAX,
                () -> browser.value("document.getAnimations().length").asInt() == 0,
                () -> "the page does not come to rest");
        browser.picture("console-" + name);
        assertThat(browser.value("JSON.stringify(window.refusedByPolicy)").asText())
                .as(name)
                .isEqualTo("[]");
        if (browser.value("typeof axe").asText().equals("undefined")) {
            browser.value(axe + ";0");
        }
        browser.value("""
                window.found = undefined
                axe.run(document, {resultTypes: ['violations']}).then(result => {
                  window.found = JSON.stringify(result.violations.map(one => one.id + ' ' + one.nodes[0].html))
                }); 0
                """);
        Await.until(FOUND_MAX, () -> browser.value("window.found").isTextual(), () -> "axe does not end");
        assertThat(browser.value("window.found").asText()).as(name).isEqualTo("[]");
    }
}
