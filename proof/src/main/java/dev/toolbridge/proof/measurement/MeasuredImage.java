package dev.toolbridge.proof.measurement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The image that is measured.
///
/// @param launcher the script that runs it
/// @param folder the folder in which `build-in-folder` made it
/// @param memoryMb the memory limit of its run
/// @param log the file for its output
record MeasuredImage(Path launcher, Path folder, int memoryMb, Path log) {
    private static final String GROUP = "toolbridge-image";

    /// Takes the image's files out of the page cache, so that the next start reads them from the disk.
    void forgetPages() throws IOException, InterruptedException {
        try (Stream<Path> files = Files.walk(folder.resolve("image/opt/toolbridge"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                forget(file);
            }
        }
    }

    /// The peak memory of its control group, the page cache of its files included, in bytes.
    long peakBytes() throws IOException {
        for (Path file : List.of(
                Path.of("/sys/fs/cgroup", GROUP, "memory.peak"),
                Path.of("/sys/fs/cgroup/memory", GROUP, "memory.max_usage_in_bytes"))) {
            if (Files.isReadable(file)) {
                return Long.parseLong(Files.readString(file).strip());
            }
        }
        throw new IOException("the control group does not say what it held");
    }

    /// The number of processes that the kernel ended because memory ran out.
    String kills() throws IOException {
        for (Path file : List.of(
                Path.of("/sys/fs/cgroup", GROUP, "memory.events"),
                Path.of("/sys/fs/cgroup/memory", GROUP, "memory.oom_control"))) {
            if (Files.isReadable(file)) {
                return Files.readString(file)
                        .lines()
                        .filter(line -> line.startsWith("oom_kill "))
                        .findFirst()
                        .orElse("oom_kill unknown");
            }
        }
        throw new IOException("the control group does not count kills");
    }

    private static void forget(Path file) throws IOException, InterruptedException {
        int status = new ProcessBuilder("dd", "if=" + file, "iflag=nocache", "count=0", "status=none")
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("the pages of " + file + " cannot be forgotten");
        }
    }
}
