package dev.toolbridge.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.moving.reader.FieldMap;
import dev.toolbridge.moving.reader.ImportedItem;
import dev.toolbridge.moving.reader.ReadOptions;
import dev.toolbridge.moving.reader.ReportLine;
import dev.toolbridge.moving.reader.Sink;
import dev.toolbridge.moving.source.ReadRefusal;
import dev.toolbridge.moving.source.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Reads every sample in `samples/`, a folder a format, and compares the items and lines with those that the sample
/// expects. `-Dtoolbridge.update=true` writes them anew.
class ReadersTest {
    private static final Path SAMPLES = Path.of("src/test/resources/samples");
    private static final int SAMPLES_MIN = 20;
    private static final UUID LIST = UUID.fromString("00000000-0000-4000-8000-00000000000a");

    @TempDir
    Path folder;

    static Stream<Sample> samples() throws IOException {
        try (var files = Files.walk(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList().stream()
                    .flatMap(ReadersTest::in);
        }
    }

    private static Stream<Sample> in(Path file) {
        try {
            return Sample.read(file).stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsSample(Sample sample) throws IOException {
        Path source = sample.lay(Files.createDirectory(folder.resolve("source")));
        var lines = read(source, sample);
        if (Boolean.getBoolean("toolbridge.update")) {
            update(sample, lines);
        } else {
            assertThat(lines).containsExactlyElementsOf(sample.expected());
        }
    }

    @Test
    void everyReaderHasSamples() throws IOException {
        for (var reader : Readers.ALL) {
            try (var files = Files.list(SAMPLES.resolve(reader.format()))) {
                assertThat(files.sorted().flatMap(ReadersTest::in).count())
                        .as(reader.format())
                        .isGreaterThanOrEqualTo(SAMPLES_MIN);
            }
        }
    }

    private List<String> read(Path path, Sample sample) throws IOException {
        var lines = new Lines();
        String format = sample.file().getParent().getFileName().toString();
        try (var source = Sources.open(path, path.getFileName().toString(), folder)) {
            var reader = Readers.choose(Readers.AUTO, source);
            assertThat(reader.format()).isEqualTo(format);
            reader.read(source, options(sample), lines);
        } catch (ReadRefusal refusal) {
            lines.all.add("! " + refusal.reason() + " " + refusal.getMessage());
        }
        return lines.all;
    }

    private static ReadOptions options(Sample sample) {
        var options = ReadOptions.NONE;
        for (String option : sample.options()) {
            options = switch (option.split(" ", 2)[0]) {
                case "--tasks" -> options.withTasks();
                case "--trash" -> options.withTrash();
                case "--branches" -> options.withBranches();
                case "--split" -> options.withSplit();
                case "--into" -> options.withInto(LIST);
                case "--map" -> options.withMap(FieldMap.parse(option.split(" ", 2)[1]));
                default -> options;
            };
        }
        return options;
    }

    private static synchronized void update(Sample sample, List<String> lines) throws IOException {
        String text = Files.readString(sample.file());
        int start = text.indexOf("@@ " + String.join(" ", heading(sample)) + "\n");
        int next = text.indexOf("\n@@ ", start);
        String part = text.substring(start, next < 0 ? text.length() : next + 1);
        String given = part.split("(?m)^===\\n", 2)[0];
        String fresh = given.stripTrailing() + "\n===\n" + String.join("\n", lines) + "\n\n";
        Files.writeString(sample.file(), text.substring(0, start) + fresh + (next < 0 ? "" : text.substring(next + 1)));
    }

    private static List<String> heading(Sample sample) {
        var words = new ArrayList<String>();
        words.add(sample.title());
        words.addAll(sample.options());
        return words;
    }

    private static final class Lines implements Sink {
        private static final int SHOWN_MAX = 100;
        private final List<String> all = new ArrayList<>();

        @Override
        public void item(ImportedItem item) {
            String times = item.updated()
                    .filter(time -> !time.equals(Sample.MODIFIED))
                    .map(time -> " @" + time)
                    .orElse("");
            String payload = item.payload().toString();
            all.add(item.type() + " " + item.id().replaceAll("\\R", "␤") + times + " "
                    + (payload.length() <= SHOWN_MAX * 20
                            ? payload
                            : payload.substring(0, SHOWN_MAX) + "… " + payload.length()));
        }

        @Override
        public void line(ReportLine line) {
            all.add("- " + line.kind().name().toLowerCase(Locale.ROOT) + " " + line.subject() + " [" + line.where()
                    + "] " + line.text().replaceAll("\\R", "␤"));
        }
    }
}
