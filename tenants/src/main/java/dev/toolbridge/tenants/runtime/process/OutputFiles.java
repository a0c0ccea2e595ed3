package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.Failure;
import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.OutputCursor;
import dev.toolbridge.tenants.runtime.OutputPage;
import dev.toolbridge.tenants.runtime.RuntimeUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The output of instances in files that supervisord rotates: read by position, so that no line is lost or doubled.
record OutputFiles(RuntimeFolder folder) {

    /// The files that are kept besides the one that is written.
    static final int OLDER = 3;

    /// The stopped instances of an app whose output is kept.
    static final int STOPPED_MAX = 20;

    static final int LINES_MAX = 1_000;
    static final int PAGE_BYTES_MAX = 256 * 1024;
    private static final int LAST_BYTES_MAX = 64 * 1024;
    private static final int ATTEMPTS_MAX = 10;

    /// Lines from a position on.
    ///
    /// @param isOver true if the instance does not run, so that its last line needs no end
    OutputPage page(InstanceName name, OutputCursor cursor, boolean isOver) {
        Optional<OutputPosition> position = OutputPosition.of(cursor);
        return whileUnchanged(name, files -> {
            int found = find(files, position);
            var stretch = new OutputStretch(
                    files,
                    Math.max(0, found),
                    found < 0 ? 0 : position.map(OutputPosition::offset).orElse(0L),
                    PAGE_BYTES_MAX);
            List<String> lines = masked(name, stretch.lines(isOver, LINES_MAX));
            boolean isLost = found < 0;
            return new OutputPage(lines, files.isEmpty() ? cursor : stretch.cursor(), isLost && !files.isEmpty());
        });
    }

    /// The last lines of all.
    List<String> lastLines(InstanceName name) {
        return whileUnchanged(name, files -> {
            List<RotatedFile> newest = files.subList(Math.max(0, files.size() - 2), files.size());
            long size = 0;
            for (RotatedFile file : newest) {
                size += file.size();
            }
            long skipped = Math.max(0, size - LAST_BYTES_MAX);
            boolean isInSecond =
                    newest.size() > 1 && skipped >= newest.getFirst().size();
            long offset = isInSecond ? skipped - newest.getFirst().size() : skipped;
            var lines =
                    new OutputStretch(newest, isInSecond ? 1 : 0, offset, LAST_BYTES_MAX).lines(true, LAST_BYTES_MAX);
            return masked(name, lines.subList(Math.max(0, lines.size() - Failure.LINES_MAX), lines.size()));
        });
    }

    /// Deletes the oldest outputs of stopped instances of an app, so that few enough are left.
    void prune(InstanceName added, InstanceRecords records) {
        names().stream()
                .filter(name ->
                        name.tenant().equals(added.tenant()) && name.app().equals(added.app()))
                .filter(name -> !name.equals(added) && records.find(name).isEmpty())
                .sorted(Comparator.comparing(this::lastWritten).reversed())
                .skip(STOPPED_MAX)
                .forEach(this::delete);
    }

    /// The instances that have left output.
    List<InstanceName> names() {
        return FileTrees.names(folder.outputs()).stream()
                .filter(file -> file.endsWith(RuntimeFolder.LOG))
                .map(file -> file.substring(0, file.length() - RuntimeFolder.LOG.length()))
                .filter(InstanceName::isName)
                .map(InstanceName::parse)
                .toList();
    }

    /// The time of its last line; long ago if it has written none.
    FileTime lastWritten(InstanceName name) {
        try {
            return Files.getLastModifiedTime(folder.output(name));
        } catch (NoSuchFileException _) {
            return FileTime.fromMillis(0);
        } catch (IOException gone) {
            throw new UncheckedIOException("the output of " + name + " cannot be read", gone);
        }
    }

    void delete(InstanceName name) {
        paths(name).forEach(FileTrees::delete);
    }

    private List<String> masked(InstanceName name, List<String> lines) {
        var mask = Mask.of(folder.secrets(name));
        return lines.stream().map(mask::of).toList();
    }

    /// The file of the position, the first one for the beginning, -1 if it is no longer kept.
    private static int find(List<RotatedFile> files, Optional<OutputPosition> position) throws IOException {
        if (position.isEmpty()) {
            return 0;
        }
        for (int index = 0; index < files.size(); index++) {
            if (position.get().isIn(files.get(index))) {
                return index;
            }
        }
        return -1;
    }

    /// Work on the files of an output.
    private interface Reading<T> {
        T on(List<RotatedFile> files) throws IOException;
    }

    /// Reads again when a rotation has come between.
    private <T> T whileUnchanged(InstanceName name, Reading<T> reading) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Optional<T> read = once(name, reading);
            if (read.isPresent()) {
                return read.get();
            }
        }
        throw new RuntimeUnavailable("the output of " + name + " is rotated faster than it can be read");
    }

    private <T> Optional<T> once(InstanceName name, Reading<T> reading) {
        try {
            List<RotatedFile> before = files(name);
            T read = reading.on(before);
            return files(name).equals(before) ? Optional.of(read) : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new RuntimeUnavailable("the output of " + name + " cannot be read", failed);
        }
    }

    private List<RotatedFile> files(InstanceName name) throws IOException {
        List<RotatedFile> found = new ArrayList<>();
        for (Path path : paths(name)) {
            if (Files.exists(path)) {
                found.add(RotatedFile.of(path));
            }
        }
        return found;
    }

    /// All places of an output, the oldest first.
    private List<Path> paths(InstanceName name) {
        Path newest = folder.output(name);
        List<Path> paths = new ArrayList<>();
        for (int number = OLDER; number > 0; number--) {
            paths.add(newest.resolveSibling(newest.getFileName() + "." + number));
        }
        paths.add(newest);
        return paths;
    }
}
