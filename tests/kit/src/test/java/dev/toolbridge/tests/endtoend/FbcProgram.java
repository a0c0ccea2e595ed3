package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// `fbc` as a process of a person, in a folder and with a home of the person's own.
public record FbcProgram(Path home, Path work) {
    private static final long MINUTES_MAX = 3;

    /// The program of a person whose folders are empty yet.
    public static FbcProgram of(Path folder, String person) {
        try {
            return new FbcProgram(
                    folder.resolve(person + "-home"),
                    Files.createDirectories(folder.resolve(person).resolve("shop")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A command that has ended.
    ///
    /// @param text the output and the remarks
    public record Ran(int status, String text) {}

    /// A process that runs, with the file of its output.
    public record Running(Process process, Path output) {
        /// Writes to its input.
        public void says(String input) {
            try {
                process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        /// Ends its input.
        public void hearsNoMore() {
            try {
                process.getOutputStream().close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        /// Waits until its output has a text.
        public void await(String text) {
            Await.until(Duration.ofMinutes(MINUTES_MAX), () -> text().contains(text), this::text);
        }

        /// Its output so far.
        public String text() {
            try {
                return Files.readString(output, StandardCharsets.UTF_8);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        /// Waits for its end.
        public Ran end() {
            try {
                assertThat(process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)).isTrue();
                return new Ran(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while fbc runs", stopped);
            }
        }
    }

    /// Runs a command that must succeed.
    public String done(String... words) {
        Ran ran = begin(Map.of(), "", words).end();
        assertThat(ran.status()).as(ran.text()).isZero();
        return ran.text();
    }

    /// Starts a command with an input.
    public Running begin(Map<String, String> environment, String input, String... words) {
        Running running = start(environment, words);
        running.says(input);
        running.hearsNoMore();
        return running;
    }

    /// Starts a command whose input stays open.
    public Running start(Map<String, String> environment, String... words) {
        try {
            Path output = Files.createTempFile(work.getParent(), "output", ".txt");
            List<String> command = Stream.concat(Stream.of(Checkout.file("fbc").toString()), Stream.of(words))
                    .toList();
            var builder = new ProcessBuilder(command)
                    .directory(work.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            var settings = new HashMap<>(environment);
            settings.put("FLUKEBASE_HOME", home.toString());
            settings.put("JAVA_HOME", System.getProperty("java.home"));
            settings.put("TOOLBRIDGE_BUILT", "1");
            builder.environment().putAll(settings);
            return new Running(builder.start(), output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
