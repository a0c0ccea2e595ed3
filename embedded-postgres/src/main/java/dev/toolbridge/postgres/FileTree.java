package dev.toolbridge.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder with all that is in it.
final class FileTree {

    private FileTree() {}

    /// Deletes the folder if it exists.
    static void delete(Path folder) throws IOException {
        for (Path path : paths(folder).reversed()) {
            Files.delete(path);
        }
    }

    /// The folder and all below it, parents first; empty if it does not exist. Links are not followed.
    static List<Path> paths(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted(Comparator.comparingInt(Path::getNameCount)).toList();
        }
    }
}
