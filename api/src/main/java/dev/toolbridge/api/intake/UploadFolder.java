package dev.toolbridge.api.intake;

import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.digest.Digest;
import dev.toolbridge.service.error.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of uploaded files, with a limit on their bytes and one on the uploads at a time. A file has the name of
/// its import, and nothing of what its user called it. Only the server's own user can read it.
public final class UploadFolder implements AutoCloseable {
    /// The most that a file may have.
    static final int FILE_BYTES_MAX = Inputs.UPLOAD.bodyBytesMax();

    static final int AT_A_TIME_MAX = 4;
    private static final Logger LOG = LoggerFactory.getLogger(UploadFolder.class);
    private static final String OF_PROCESS = "toolbridge-uploads";
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final String PART = ".part";
    private static final String WHOLE = ".upload";
    private static final String SCRATCH = ".scratch";
    private static final Duration STRAY = Duration.ofMinutes(10);

    private final Path folder;
    private final FileChannel lock;
    private final boolean isOfProcess;
    private final long bytesMax;

    /// Guarded by this, as the next.
    private long promisedBytes;

    private int uploads;

    private UploadFolder(Path folder, FileChannel lock, boolean isOfProcess, long bytesMax) {
        this.folder = folder;
        this.lock = lock;
        this.isOfProcess = isOfProcess;
        this.bytesMax = bytesMax;
    }

    /// Writes the bytes of a body.
    @FunctionalInterface
    public interface Body {
        void copyTo(OutputStream out) throws IOException;
    }

    /// Opens the folder, and removes what a process that was killed has left half-written.
    public static UploadFolder open(UploadConfig config) {
        try {
            if (config.folder().isEmpty()) {
                removeLeftFolders();
                Path folder = Files.createTempDirectory(OF_PROCESS, OWNERS_ONLY);
                return new UploadFolder(folder, lock(folder), true, config.bytesMax());
            }
            Path folder = Files.createDirectories(config.folder().get(), OWNERS_ONLY);
            var uploads = new UploadFolder(folder, lock(folder), false, config.bytesMax());
            for (Path left : uploads.entries()) {
                if (left.toString().endsWith(PART) || left.toString().endsWith(SCRATCH)) {
                    remove(left);
                }
            }
            return uploads;
        } catch (IOException | UnsupportedOperationException failed) {
            throw new SettingError("the folder of UPLOAD_DIR cannot be used: " + failed.getMessage());
        }
    }

    /// Removes the folders of processes that were killed: nobody holds them any more.
    private static void removeLeftFolders() throws IOException {
        try (var left = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), OF_PROCESS + "*")) {
            for (Path folder : left) {
                removeIfLeft(folder);
            }
        }
    }

    private static void removeIfLeft(Path folder) {
        try (FileChannel held = lock(folder)) {
            LOG.atDebug().addKeyValue("held", held.isOpen()).log("a folder of uploads was left");
            remove(folder);
        } catch (SettingError | IOException ofAnother) {
            LOG.debug("a folder of uploads is another's", ofAnother);
        }
    }

    /// Holds the folder for this server, until its process ends.
    private static FileChannel lock(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException ofThisProcess) {
            LOG.debug("another server of this process has the folder", ofThisProcess);
        }
        channel.close();
        throw new SettingError("UPLOAD_DIR " + folder + " belongs to another server that is running");
    }

    /// Writes a body to the file of an import.
    ///
    /// @param announced the size that the sender has announced, if it did
    /// @throws Refusal `unavailable` if there is no room now; whatever the body is refused for
    public UploadedFile receive(UUID id, String name, long announced, Body body) {
        long promised = announced > 0 ? announced : FILE_BYTES_MAX;
        promise(promised);
        Path part = folder.resolve(id + PART);
        try {
            UploadedFile file = write(part, name, body);
            Files.move(part, file(id), StandardCopyOption.ATOMIC_MOVE);
            return file;
        } catch (IOException | UncheckedIOException failed) {
            LOG.error("an upload cannot be written", failed);
            throw noRoom("the file cannot be stored now");
        } finally {
            remove(part);
            keepPromise(promised);
        }
    }

    private static UploadedFile write(Path part, String name, Body body) throws IOException {
        var digest = Digest.sha256();
        try (var channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                var out = new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
            body.copyTo(out);
            channel.force(true);
            return new UploadedFile(name, channel.size(), digest.digest());
        }
    }

    private synchronized void promise(long bytes) {
        if (uploads >= AT_A_TIME_MAX) {
            throw noRoom(AT_A_TIME_MAX + " uploads are running at this server");
        }
        if (bytes > bytesMax - promisedBytes - keptBytes()) {
            throw noRoom("there is no room for more uploads now");
        }
        uploads++;
        promisedBytes += bytes;
    }

    private synchronized void keepPromise(long bytes) {
        uploads--;
        promisedBytes -= bytes;
    }

    private long keptBytes() {
        return entries().stream()
                .filter(entry -> entry.toString().endsWith(WHOLE))
                .mapToLong(UploadFolder::size)
                .sum();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Refusal noRoom(String sentence) {
        return Refusal.of(ErrorCode.UNAVAILABLE, sentence).header("Retry-After", "30");
    }

    /// The place of the file of an import.
    public Path file(UUID id) {
        return folder.resolve(id + WHOLE);
    }

    /// Tells if the file of an import is here.
    public boolean holds(UUID id) {
        return Files.isRegularFile(file(id));
    }

    /// An empty folder for the work on an import.
    public Path scratch(UUID id) throws IOException {
        Path scratch = folder.resolve(id + SCRATCH);
        remove(scratch);
        return Files.createDirectory(scratch);
    }

    /// Removes all that belongs to an import.
    public void forget(UUID id) {
        remove(file(id));
        remove(folder.resolve(id + SCRATCH));
    }

    /// Removes the folder for the work on an import.
    public void endScratch(UUID id) {
        remove(folder.resolve(id + SCRATCH));
    }

    /// The imports whose files are here.
    public List<UUID> ids() {
        return ids(Instant.MAX);
    }

    /// Those whose files are here for a while already.
    public List<UUID> settled(Instant now) {
        return ids(now.minus(STRAY));
    }

    private List<UUID> ids(Instant before) {
        return entries().stream()
                .filter(entry -> entry.toString().endsWith(WHOLE) && isOlder(entry, before))
                .map(entry -> UidForm.read(entry.getFileName().toString().replace(WHOLE, "")))
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean isOlder(Path file, Instant than) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(than);
        } catch (IOException gone) {
            return false;
        }
    }

    private List<Path> entries() {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void remove(Path path) {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (NoSuchFileException gone) {
            LOG.trace("nothing is there", gone);
        } catch (IOException failed) {
            LOG.error("an upload cannot be removed", failed);
        }
    }

    @Override
    public void close() {
        if (isOfProcess) {
            remove(folder);
        }
        try {
            lock.close();
        } catch (IOException failed) {
            LOG.error("the folder of uploads cannot be left", failed);
        }
    }
}
