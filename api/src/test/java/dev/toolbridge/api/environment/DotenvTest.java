package dev.toolbridge.api.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.service.error.Refusal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The text of dotenv files: what each form of a value means, and what is refused by its line.
class DotenvTest {
    private static final String QUOTE = "\"";

    /// @param assignments each as `KEY=value`, line ends and tabs written as they are
    record Read(String file, List<String> assignments) {}

    static Stream<Read> good() {
        return Stream.of(
                read(""),
                read("\n\n  \n# KEY=comment\n  # another\n"),
                read("KEY=value", "KEY=value"),
                read("\uFEFFKEY=value\n", "KEY=value"),
                read("  KEY = value  \n", "KEY=value"),
                read("KEY=\nOTHER=", "KEY=", "OTHER="),
                read("export KEY=value\nexport\tOTHER=2", "KEY=value", "OTHER=2"),
                read("export=value", "export=value"),
                read("KEY=a\r\nOTHER=b\rTHIRD=c", "KEY=a", "OTHER=b", "THIRD=c"),
                read("KEY=two words # comment", "KEY=two words"),
                read("KEY= # comment", "KEY="),
                read("KEY=a#b", "KEY=a#b"),
                read("KEY=#b", "KEY=#b"),
                read("KEY=it's", "KEY=it's"),
                read("KEY=C:\\new\\$HOME", "KEY=C:\\new\\$HOME"),
                read("KEY=$HOME and ${OTHER} and `date`", "KEY=$HOME and ${OTHER} and `date`"),
                read("KEY=a=b==", "KEY=a=b=="),
                read("KEY='a # b'", "KEY=a # b"),
                read("KEY='$HOME\\n'", "KEY=$HOME\\n"),
                read("KEY=`a'b" + QUOTE + "c` # comment", "KEY=a'b" + QUOTE + "c"),
                read("KEY=''", "KEY="),
                read("KEY=" + QUOTE + "a b" + QUOTE, "KEY=a b"),
                read("KEY=" + QUOTE + "  kept  " + QUOTE + "\t#c", "KEY=  kept  "),
                read("KEY=" + QUOTE + "a\\nb\\tc\\rd" + QUOTE, "KEY=a\nb\tc\rd"),
                read("KEY=" + QUOTE + "a\\" + QUOTE + "b\\\\c\\$d" + QUOTE, "KEY=a" + QUOTE + "b\\c$d"),
                read("KEY=" + QUOTE + "\\q \\# $HOME" + QUOTE, "KEY=\\q \\# $HOME"),
                read(
                        "KEY=" + QUOTE + "-----BEGIN\nab#c\n-----END" + QUOTE + "\nNEXT=1",
                        "KEY=-----BEGIN\nab#c\n-----END",
                        "NEXT=1"),
                read("KEY='a\r\nb'", "KEY=a\nb"));
    }

    private static Read read(String file, String... assignments) {
        return new Read(file, List.of(assignments));
    }

    @ParameterizedTest
    @MethodSource("good")
    void isReadAsWritten(Read row) {
        assertThat(Dotenv.read(row.file()))
                .extracting(read -> read.key() + "=" + read.value())
                .containsExactlyElementsOf(row.assignments());
    }

    /// @param line the line that the refusal names
    record Refused(String file, int line) {}

    static Stream<Refused> bad() {
        return Stream.of(
                new Refused("1KEY=marked", 1),
                new Refused("A-B=marked", 1),
                new Refused("GOOD=1\nmarked", 2),
                new Refused("GOOD=1\nKEY marked", 2),
                new Refused("KEY: marked", 1),
                new Refused("=marked", 1),
                new Refused("export marked", 1),
                new Refused("KEY=1\nOTHER=2\nKEY=marked", 3),
                new Refused("\n\nKEY='marked", 3),
                new Refused("KEY=" + QUOTE + "marked\nOTHER=2", 1),
                new Refused("KEY='marked' more", 1),
                new Refused("KEY='marked'#more", 1),
                new Refused("KEY='a\nmarked' more", 2),
                new Refused("KEY=" + QUOTE + "marked\\" + QUOTE, 1),
                new Refused("K" + "x".repeat(128) + "=marked", 1),
                new Refused("KEY=marked" + "x".repeat(65_531), 1));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void isRefusedByItsLine(Refused row) {
        assertThatThrownBy(() -> Dotenv.read(row.file())).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.getMessage()).endsWith("line " + row.line());
            assertThat(refusal.facts().toString()).doesNotContain("marked");
        });
    }
}
