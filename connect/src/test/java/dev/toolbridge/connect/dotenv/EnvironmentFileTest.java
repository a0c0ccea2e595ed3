package dev.toolbridge.connect.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.connect.terminal.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The block in `.env`: nothing else changes, other programs read it, and the person's own lines stay.
class EnvironmentFileTest {
    private static final int FILES = 500;
    private static final EnvironmentFile.Mode WRITE = new EnvironmentFile.Mode(false, false);
    private static final EnvironmentFile.Mode FORCE = new EnvironmentFile.Mode(true, false);

    private final Path folder;
    private final EnvironmentFile file;
    private final List<String> remarks = new ArrayList<>();

    EnvironmentFileTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = new EnvironmentFile(folder.resolve(".env"), new KnownLines());
    }

    private static EnvironmentFile.Update update(EnvironmentValue... variables) {
        return new EnvironmentFile.Update("web-shop development", List.of(variables), Map.of(), List.of());
    }

    private BlockReport write(EnvironmentFile.Mode mode, EnvironmentValue... variables) {
        return file.update(update(variables), mode, remarks::add).report();
    }

    private String text() throws IOException {
        return Files.readString(file.path());
    }

    @Test
    void changesNothingOutsideAndIsReadAlikeEverywhere() throws Exception {
        var generated = new GeneratedFiles(17);
        var expected = new ArrayList<String>();
        for (int index = 0; index < FILES; index++) {
            String before = generated.file();
            List<EnvironmentValue> variables = generated.variables(3);
            Block block = block(before, new KnownLines(), variables);
            BlockReport report = block.report(List.of());
            assertThat(report.outside()).isEmpty();
            String after = EnvironmentText.of(before).with(block.text("shop development"));
            assertThat(after).startsWith(before);
            variables.forEach(
                    variable -> expected.add(report.unwritable().contains(variable.key()) ? "" : variable.value()));
            var known = new KnownLines();
            known.keep(block.lines());
            String gap = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
            assertThat(EnvironmentText.of(after)
                            .with(block(after, known, List.of()).text("")))
                    .isEqualTo(block.lines().isEmpty() ? before : before + gap);
            Files.writeString(folder.resolve(name(index)), after, StandardCharsets.ISO_8859_1);
        }
        assertThat(expected.stream().filter(value -> !value.isEmpty()).count()).isGreaterThan(FILES);
        for (OtherReaders reader : OtherReaders.values()) {
            List<String> read = reader.read(folder).orElse(expected);
            assertThat(read).as(reader.name()).hasSameSizeAs(expected);
            for (int index = 0; index < expected.size(); index++) {
                assertThat(read.get(index))
                        .as("%s reads V%d of %s", reader, index % 3, Files.readString(folder.resolve(name(index / 3))))
                        .isEqualTo(expected.get(index));
            }
        }
    }

    private static EnvironmentValue value(String key, String value, long version) {
        return new EnvironmentValue(key, value, version);
    }

    private static String name(int index) {
        return String.format(Locale.ROOT, "%03d.env", index);
    }

    private static Block block(String text, WrittenVersions known, List<EnvironmentValue> variables) {
        var block = new Block(EnvironmentText.of(text), known, false);
        block.decide(variables, Map.of());
        return block;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"carriage\r\nreturn", "it's $5", "a\\", "don't \"quote\" me", "it's `date`", "it's C:\\new"})
    void leavesOutWhatNoFormKeeps(String value) {
        BlockReport report = write(WRITE, value("ODD", value, 1), value("EVEN", "1", 1));
        assertThat(report.unwritable()).containsExactly("ODD");
        assertThat(report.sentences().toString()).contains("fbc env run").doesNotContain(value);
        assertThat(file.present()).containsExactly("EVEN");
    }

    @Test
    void keepsBytesThatAreNoText() throws IOException {
        byte[] odd = {'A', '=', (byte) 0xff, (byte) 0xfe, '\r', '\n', (byte) 0xc3, '\n'};
        Files.write(file.path(), odd);
        assertThat(write(WRITE, value("NAME", "Zoë", 1)).sentences()).isEmpty();
        byte[] after = Files.readAllBytes(file.path());
        assertThat(after).startsWith(odd);
        assertThat(new String(after, StandardCharsets.UTF_8)).contains("NAME='Zoë'");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
    }

    @Test
    void leavesAloneWhatThePersonChanged() throws IOException {
        Files.writeString(file.path(), "MINE=1\n");
        write(WRITE, value("A", "one", 1), value("B", "two", 1), value("MINE", "theirs", 1));
        Files.writeString(
                file.path(), text().replace("A='one'", "A='edited'").replace("# <<<", "EXTRA=x\n# mine\n# <<<"));
        BlockReport report = write(WRITE, value("A", "other", 2), value("B", "newer", 2), value("MINE", "theirs", 1));
        assertThat(report.outside()).containsExactly("MINE");
        assertThat(report.edited()).containsExactly("A", "EXTRA");
        assertThat(text()).contains("MINE=1\n", "A='edited'\n", "B='newer'\n", "EXTRA=x\n", "# mine\n");
        assertThat(write(WRITE, value("A", "third", 3)).edited())
                .as("it stays edited")
                .containsExactly("A", "EXTRA");
        assertThat(text()).doesNotContain("B=");
        report = write(FORCE, value("A", "third", 3), value("MINE", "theirs", 1));
        assertThat(report.sentences()).isEmpty();
        assertThat(text())
                .startsWith("MINE=1\n")
                .contains("A='third'\n", "MINE='theirs'\n")
                .doesNotContain("EXTRA");
        assertThat(remarks).singleElement().asString().contains(".env.fbc-");
        try (var files = Files.list(folder)) {
            Path copy = files.filter(path -> path.toString().contains(".env.fbc-"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readString(copy)).contains("A='edited'\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void keepsTheLinesOfValuesThatWereNotFetched() throws IOException {
        write(WRITE, value("SECRET", "s3cret", 4), value("OLD", "1", 1));
        var again = new EnvironmentFile.Update("web-shop development", List.of(), Map.of("SECRET", 4L), List.of("NEW"));
        EnvironmentFile.Result result = file.update(again, new EnvironmentFile.Mode(false, true), remarks::add);
        assertThat(result.changes()).as("a trial tells").isTrue();
        assertThat(text()).contains("OLD=");
        BlockReport report = file.update(again, WRITE, remarks::add).report();
        assertThat(report.hidden()).containsExactly("NEW");
        assertThat(text()).contains("SECRET='s3cret'").doesNotContain("OLD=");
        assertThat(file.written().versions()).isEqualTo(Map.of("SECRET", 4L));
        assertThat(file.update(again, WRITE, remarks::add).changes()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"# >>> fbc shop >>>\nA='1'\n", "# <<< fbc <<<\n# >>> fbc shop >>>\n"})
    void refusesADamagedBlock(String damaged) throws IOException {
        Files.writeString(file.path(), damaged);
        assertThatThrownBy(() -> write(WRITE, value("A", "1", 1)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("damaged");
        assertThat(text()).isEqualTo(damaged);
    }

    @Test
    void writesNoFileThatGitTracks() throws Exception {
        Files.writeString(file.path(), "A=1\n");
        git("init", "--quiet");
        write(WRITE, value("B", "1", 1));
        git("add", ".env");
        assertThatThrownBy(() -> write(WRITE, value("B", "2", 2)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("tracked by git");
        assertThat(text()).contains("B='1'");
    }

    private void git(String... words) throws Exception {
        var command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(words));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    @Test
    void writesBehindALink() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere")).resolve("settings");
        Files.writeString(elsewhere, "A=1\n");
        Files.createSymbolicLink(file.path(), elsewhere);
        write(WRITE, value("B", "2", 1));
        assertThat(file.path()).isSymbolicLink();
        assertThat(Files.readString(elsewhere)).startsWith("A=1\n").contains("B='2'");
    }
}
