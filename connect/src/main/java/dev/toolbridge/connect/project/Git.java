package dev.toolbridge.connect.project;

import dev.toolbridge.connect.terminal.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The repository that a folder belongs to, as the program `git` knows it.
public record Git(Path folder) {
    private static final long SECONDS_MAX = 20;

    /// The folder of the repository above a folder; empty if it is in none.
    public static Optional<Path> root(Path folder) {
        return Stream.iterate(folder.toAbsolutePath().normalize(), path -> path != null, Path::getParent)
                .filter(path -> Files.exists(path.resolve(".git")))
                .findFirst();
    }

    /// The address of the repository's remote `origin`, without a password.
    Optional<String> origin() {
        return root(folder)
                .flatMap(_ -> answer(List.of("config", "--get", "remote.origin.url")))
                .map(text -> text.strip().replaceFirst("^(https?://)[^/@]*@", "$1"))
                .filter(text -> !text.isEmpty());
    }

    /// Tells if the repository keeps a file, which then is no place for secrets.
    ///
    /// @throws CommandFailure if there is a repository and nothing that can tell
    public boolean tracks(Path file) {
        if (root(folder).isEmpty()) {
            return false;
        }
        return answer(List.of("ls-files", "--error-unmatch", "--", file.toString()))
                .isPresent();
    }

    /// Tells if the repository leaves a file out.
    public boolean ignores(Path file) {
        return root(folder).isEmpty()
                || answer(List.of("check-ignore", "--quiet", "--", file.toString()))
                        .isPresent();
    }

    /// The output of a question; empty if the answer is no.
    private Optional<String> answer(List<String> words) {
        List<String> command = Stream.concat(Stream.of("git", "-C", folder.toString()), words.stream())
                .toList();
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new CommandFailure("git does not answer in " + folder);
            }
            return process.exitValue() == 0 ? Optional.of(text) : Optional.empty();
        } catch (IOException missing) {
            throw new CommandFailure(folder + " is in a git repository, and git cannot be run: install it", missing);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted while git answers", stopped);
        }
    }
}
