package dev.toolbridge.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBundleTest {
    @TempDir
    private Path cache;

    @Test
    void oneOfManyProcessesUnpacks() throws Exception {
        List<Process> processes =
                IntStream.range(0, 3).mapToObj(_ -> unpackElsewhere()).toList();

        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }

        assertThat(folders()).hasSize(1);
        assertThat(PostgresBundle.unpackedInto(ProgramCache.ofOwner(cache)).resolve("bin/postgres"))
                .isExecutable();
    }

    @Test
    void killedUnpackIsBegunAnew() throws Exception {
        Process killed = unpackElsewhere();
        while (folders().isEmpty()) {
            Thread.onSpinWait();
        }
        killed.destroyForcibly().waitFor();
        assertThat(folders()).singleElement().asString().endsWith(".unfinished");

        Path folder = PostgresBundle.unpackedInto(ProgramCache.ofOwner(cache));

        assertThat(folders()).containsExactly(folder);
        assertThat(folder.resolve("bin/initdb")).isExecutable();
        assertThat(folder.resolve("lib/libpq.so.5")).isSymbolicLink().exists();
    }

    private List<Path> folders() throws Exception {
        try (Stream<Path> entries = Files.list(cache)) {
            return entries.filter(Files::isDirectory).toList();
        }
    }

    private Process unpackElsewhere() {
        try {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Unpack.class.getName(),
                            cache.toString())
                    .inheritIO()
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Unpacks into the folder given.
    static final class Unpack {
        private Unpack() {}

        public static void main(String[] arguments) {
            PostgresBundle.unpackedInto(ProgramCache.ofOwner(Path.of(arguments[0])));
        }
    }
}
