package dev.toolbridge.tenants.runtime.process.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The ends of programs, from supervisord's log: its calls do not tell the status of one that ended too soon, nor any
/// signal.
public record Endings(SupervisorFolder folder) {
    private static final int READ_BYTES_MAX = 256 * 1024;

    /// The last end of a program: `exit status 3`, or `terminated by SIGKILL`.
    public Optional<String> last(String name) {
        var ending = Pattern.compile(
                "(?:exited|stopped): " + Pattern.quote(name) + " \\((.*?)(?:; (?:not )?expected)?\\)(?:\n|$)");
        Path log = folder.log();
        return Stream.of(log, log.resolveSibling(log.getFileName() + ".1"))
                .filter(Files::exists)
                .flatMap(file -> ending.matcher(end(file)).results().reduce((_, last) -> last).stream())
                .map(found -> found.group(1))
                .findFirst();
    }

    private static String end(Path file) {
        try (var channel = FileChannel.open(file)) {
            var bytes = ByteBuffer.allocate((int) Math.min(READ_BYTES_MAX, channel.size()));
            long position = Math.max(0, channel.size() - bytes.capacity());
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes, position + bytes.position());
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException("supervisord's log cannot be read", failed);
        }
    }
}
