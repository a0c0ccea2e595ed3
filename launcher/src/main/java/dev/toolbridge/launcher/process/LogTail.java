package dev.toolbridge.launcher.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads a log as it grows.
public final class LogTail {
    /// The most that is read at once; of older lines, only the last are useful.
    private static final int BYTES_MAX = 256 * 1024;

    private final Path path;
    private long position;

    private LogTail(Path path, long position) {
        this.path = path;
        this.position = position;
    }

    /// Rotates a log that no process writes to and that has grown too long.
    public static void startAnewIfLong(Path path) {
        new LogFile(path).rotateIfLong(Optional.empty());
    }

    /// Reads the lines that are written from now on.
    public static LogTail fromEnd(Path path) {
        return from(path, path.toFile().length());
    }

    /// Reads the end of the log, and the lines that are written from now on.
    public static LogTail fromRecent(Path path) {
        return from(path, 0);
    }

    static LogTail from(Path path, long position) {
        return new LogTail(path, position);
    }

    /// The whole lines that were written since the last call.
    public List<String> newLines() {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            return read(file);
        } catch (IOException failed) {
            throw new LaunchFailure("the log " + path + " cannot be read", failed);
        }
    }

    private List<String> read(RandomAccessFile file) throws IOException {
        if (file.length() >= position) {
            return readOn(file);
        }
        List<String> before = restOfOlder();
        position = 0;
        return Stream.concat(before.stream(), readOn(file).stream()).toList();
    }

    /// The lines from before the rotation of the log that were not read yet.
    private List<String> restOfOlder() throws IOException {
        Path older = path.resolveSibling(path.getFileName() + ".1");
        if (!Files.exists(older) || older.toFile().length() < position) {
            return List.of();
        }
        try (var file = new RandomAccessFile(older.toFile(), "r")) {
            return readOn(file);
        }
    }

    private List<String> readOn(RandomAccessFile file) throws IOException {
        long length = file.length();
        long from = Math.max(position, length - BYTES_MAX);
        var bytes = new byte[Math.toIntExact(length - from)];
        file.seek(from);
        file.readFully(bytes);
        int whole = endOfLastLine(bytes);
        boolean isCut = from > position;
        position = from + whole;
        List<String> lines =
                new String(bytes, 0, whole, StandardCharsets.UTF_8).lines().toList();
        return isCut && !lines.isEmpty() ? lines.subList(1, lines.size()) : lines;
    }

    private static int endOfLastLine(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }
}
