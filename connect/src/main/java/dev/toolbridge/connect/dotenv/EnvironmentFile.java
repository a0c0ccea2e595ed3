package dev.toolbridge.connect.dotenv;

import dev.toolbridge.connect.edit.UnreadableText;
import dev.toolbridge.connect.project.Git;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.connect.terminal.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The file `.env` of a project's folder. It is replaced whole or not at all, and only its owner may read it.
///
/// @param written the lines that were written into its block
public record EnvironmentFile(Path path, WrittenVersions written) {
    private static final long BYTES_MAX = 16L * 1024 * 1024;

    /// An update of the block.
    ///
    /// @param title the project and the environment
    /// @param variables variables with their values
    /// @param kept keys whose lines stay, with their versions
    /// @param hidden secret keys that cannot be seen
    public record Update(String title, List<EnvironmentValue> variables, Map<String, Long> kept, List<String> hidden) {
        public Update {
            variables = List.copyOf(variables);
            kept = Map.copyOf(kept);
            hidden = List.copyOf(hidden);
        }
    }

    /// The result of an update.
    ///
    /// @param changes true if the file is another one now, or would be
    public record Result(boolean changes, BlockReport report) {}

    /// The ways to write.
    ///
    /// @param isForced true if the project's values win, after the file was copied
    /// @param isTrial true if nothing is to be written
    public record Mode(boolean isForced, boolean isTrial) {}

    /// The keys of the block whose lines are as they were written.
    public List<String> untouched() {
        return read().assignments().values().stream()
                .filter(statement -> written.isAsWritten(statement.key().orElseThrow(), statement.line()))
                .map(statement -> statement.key().orElseThrow())
                .toList();
    }

    /// The keys of the block.
    public List<String> present() {
        return List.copyOf(read().assignments().keySet());
    }

    /// Puts variables into the block. Everything outside of it stays, byte for byte.
    ///
    /// @throws CommandFailure if git tracks the file, or if it cannot be changed without guessing
    public Result update(Update update, Mode mode, Consumer<String> remarks) {
        refuseTracked();
        EnvironmentText text = read();
        var block = new Block(text, written, mode.isForced());
        block.decide(update.variables(), update.kept());
        String before = stored();
        String after = text.with(block.text(update.title()));
        boolean changes = !after.equals(before);
        if (!mode.isTrial()) {
            if (changes && mode.isForced() && !before.isEmpty()) {
                remarks.accept("the file as it was is kept as " + copied());
            }
            if (changes) {
                write(real(), after);
            }
            written.keep(block.lines());
        }
        return new Result(changes, block.report(update.hidden()));
    }

    private void refuseTracked() {
        if (new Git(path.getParent()).tracks(path)) {
            throw new CommandFailure(path + " is tracked by git, and secrets are not written there: `git rm --cached "
                    + path.getFileName() + "`, and enter it into .gitignore");
        }
    }

    private Path copied() {
        Path copy = path.resolveSibling(
                path.getFileName() + ".fbc-" + Instant.now().toString().replaceAll("[:.]", "-"));
        write(copy, stored());
        return copy.getFileName();
    }

    private EnvironmentText read() {
        try {
            return EnvironmentText.of(stored());
        } catch (UnreadableText damaged) {
            throw new CommandFailure(path + ": " + damaged.getMessage(), damaged);
        }
    }

    /// The bytes of the file as characters, which all come back as the same bytes.
    private String stored() {
        Path file = real();
        try {
            if (!Files.exists(file)) {
                return "";
            }
            if (!Files.isRegularFile(file) || Files.size(file) > BYTES_MAX) {
                throw new CommandFailure(path + " is no file of at most " + BYTES_MAX / 1024 / 1024 + " MiB");
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException failed) {
            throw new CommandFailure("the file " + path + " cannot be read", failed);
        }
    }

    private static void write(Path file, String text) {
        new PrivateFile(file).write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// The file behind links.
    private Path real() {
        try {
            return Files.isSymbolicLink(path) ? path.toRealPath() : path;
        } catch (IOException nowhere) {
            throw new CommandFailure(path + " is a link to nowhere", nowhere);
        }
    }
}
