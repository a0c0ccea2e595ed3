package dev.toolbridge.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every language has every text, and templates have no text of their own.
class PageWordsTest {
    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Path ASSETS = Path.of("src/main/resources/console/assets");
    private static final int LINES_MAX = 120;
    private static final int SCRIPT_LINES_MAX = 150;
    private static final int STYLE_BYTES_MAX = 20_000;
    private static final Pattern KEY = Pattern.compile("\\bt\\.of\\(\"([\\w.]+)\"[,)]");
    private static final Pattern FORBIDDEN =
            Pattern.compile("(?i)<style|\\sstyle=|\\son\\w+=|hx-on|js:|<script(?![^>]*\\bsrc=)|\\$unsafe|javascript:");

    /// Expressions, tags and lines of the template language, and the names that every language writes alike.
    private static final Pattern NO_TEXT =
            Pattern.compile("(?s)<code>curl.*?</code>|<kbd>.*?</kbd>|<!DOCTYPE html>|!\\{.*?}(?=\\n|$)|\\$\\{[^}]*}"
                    + "|@import[^\\n]*|@param[^\\n]*|@(if|elseif|for)\\([^\\n]*?\\)(?=<|@|\\$|\\n)"
                    + "|@(else|endif|endfor)|@template[^\\n]*|`\\)|<[^>]*>|ToolBridge");

    @Test
    void everyLanguageHasEveryText() {
        List<String> languages = PageWords.languages();
        assertThat(languages).contains("en", "fr");
        for (String language : languages) {
            assertThat(PageWords.in(language).keys())
                    .as(language)
                    .isEqualTo(PageWords.in("en").keys());
        }
    }

    @Test
    void theTextsOfTemplatesAreInTheLanguageFiles() {
        assertThat(templates()
                        .flatMap(template -> KEY.matcher(template).results().map(key -> key.group(1))))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(PageWords.in("en").keys()).contains(key));
        assertThat(templates()).allSatisfy(template -> {
            assertThat(template.lines().count()).as(template).isLessThanOrEqualTo(LINES_MAX);
            assertThat(FORBIDDEN.matcher(template).results().map(found -> found.group()))
                    .as(template)
                    .isEmpty();
        });
        assertThat(templates().flatMap(PageWordsTest::texts)).isEmpty();
    }

    @Test
    void scriptAndStyleSheetStaySmall() throws IOException {
        assertThat(Files.readAllLines(ASSETS.resolve("console.js"))).hasSizeLessThanOrEqualTo(SCRIPT_LINES_MAX);
        assertThat(Files.size(ASSETS.resolve("console.css"))).isLessThanOrEqualTo(STYLE_BYTES_MAX);
    }

    @Test
    void aLanguageIsChosenByWhatTheBrowserAccepts() {
        assertThat(PageWords.preferred("fr-CA,fr;q=0.8,en;q=0.5").language()).isEqualTo("fr");
        assertThat(PageWords.preferred("tlh").language()).isEqualTo("en");
        assertThat(PageWords.preferred(";;q=x").language()).isEqualTo("en");
        assertThat(PageWords.preferred("").language()).isEqualTo("en");
    }

    private static Stream<String> texts(String template) {
        return NO_TEXT.matcher(template).replaceAll(" ").lines().filter(line -> line.matches(".*\\p{L}{2}.*"));
    }

    private static Stream<String> templates() {
        try (var files = Files.list(TEMPLATES)) {
            return files.map(PageWordsTest::read).toList().stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
