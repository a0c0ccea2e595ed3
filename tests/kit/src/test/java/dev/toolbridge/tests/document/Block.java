package dev.toolbridge.tests.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A generated part of a document: the text between its two marks.
///
/// @param document the document's path in the repository
/// @param name the name in the marks
/// @param content makes the required text
/// @param comparable removes text that differs from run to run, such as times
public record Block(String document, String name, Supplier<String> content, UnaryOperator<String> comparable) {
    private static final boolean IS_UPDATE = Boolean.getBoolean("toolbridge.update");

    public static Block of(String document, String name, Supplier<String> content) {
        return new Block(document, name, content, UnaryOperator.identity());
    }

    /// Requires that the document is up to date; `-Dtoolbridge.update=true` writes it anew, for a review.
    public void verify() {
        String expected = content.get();
        if (IS_UPDATE && !comparable.apply(written()).equals(comparable.apply(expected))) {
            update(expected);
        }
        assertThat(comparable.apply(written())).isEqualTo(comparable.apply(expected));
    }

    private String written() {
        Matcher matcher = matcher();
        if (!matcher.find()) {
            throw new AssertionError(document + " has no part called " + name);
        }
        return matcher.group("content");
    }

    private void update(String text) {
        String replaced = matcher()
                .replaceFirst(found -> Matcher.quoteReplacement(found.group("begin") + text + found.group("end")));
        try {
            Files.writeString(Checkout.file(document), replaced);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public String toString() {
        return document + ": " + name;
    }

    private Matcher matcher() {
        String begin = Pattern.quote("<!-- generated: " + name + " -->\n");
        String end = Pattern.quote("<!-- end -->");
        return Pattern.compile("(?<begin>" + begin + ")(?<content>.*?)(?<end>" + end + ")", Pattern.DOTALL)
                .matcher(Checkout.text(Checkout.file(document)));
    }
}
