package dev.toolbridge.tests.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The guide for contributors names existing files, commands, flags and lanes, and all files of an example.
class ContributingTest {
    private static final String GUIDE = Checkout.text(Checkout.file("CONTRIBUTING.md"));
    private static final String SCRIPT = Checkout.text(Checkout.file("toolbridge"));
    private static final Pattern FILE = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    private static final Pattern LANE = Pattern.compile("(?m)^\\| ([a-z]+) \\| ");
    private static final Pattern SUBJECT = Pattern.compile("\\.?/toolbridge ([a-z]+)");
    private static final Pattern FLAG = Pattern.compile("-D(toolbridge\\.\\w+)");
    private static final Pattern READ_FLAG = Pattern.compile("\"(\\w+\\.(?:update|guards))\"");
    private static final Pattern ONE_TEST = Pattern.compile("-pl (\\S+) -am test -Dtest=(\\w+) ");

    private final SourceFiles files = SourceFiles.read();

    @Test
    void everyFileThatItNamesExists() {
        assertThat(found(FILE, GUIDE))
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(files.named(name)).as(name).isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "A field,   (?i)message_?type(?!\\w)",
        "A setting, \"?`?TOOLBRIDGE_SESSIONS_MAX\"?",
    })
    void aTableListsTheFilesThatKnowItsExample(String section, Pattern example) {
        Set<Path> listed = found(FILE, section(section))
                .flatMap(name -> files.named(name).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(files.published(example)).isEqualTo(listed);
    }

    @Test
    void everyCommandIsOneOfTheScript() {
        assertThat(found(SUBJECT, GUIDE)).isNotEmpty().allSatisfy(command -> assertThat(SCRIPT)
                .containsPattern("(?m)^  " + command + "\\b"));
    }

    @Test
    void everyFlagIsReadByATestAndNoTestReadsAnother() {
        Set<String> read = files.tests()
                .flatMap(test -> found(READ_FLAG, Checkout.text(Checkout.file(test))))
                .collect(Collectors.toSet());
        Set<String> named = found(FLAG, GUIDE).collect(Collectors.toSet());

        assertThat(named).isEqualTo(read);
    }

    @Test
    void theLanesAreTheModulesOfTheTests() {
        List<String> modules = Checkout.lanes().stream()
                .map(module -> module.getFileName().toString())
                .toList();

        List<String> lanes = found(LANE, section("Test"))
                .filter(lane -> !lane.equals("lane"))
                .toList();
        assertThat(modules).isEqualTo(lanes);
    }

    @Test
    void theExampleOfOneTestIsATestOfItsModule() {
        var example = ONE_TEST.matcher(GUIDE);
        assertThat(example.find()).isTrue();
        assertThat(files.named(example.group(2)))
                .allMatch(file -> file.startsWith(example.group(1)))
                .isNotEmpty();
    }

    /// The text under a heading, up to the next one.
    private static String section(String heading) {
        return Arrays.stream(GUIDE.split("(?m)^#+ "))
                .filter(text -> text.startsWith(heading + "\n"))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult match) -> match.group(1));
    }
}
