package dev.toolbridge.api.quota;

import dev.toolbridge.service.config.SettingError;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file of quotas, which is read again when it changes. A file that cannot be read, or is broken, is reported, and
/// the limits that were read last stay in force.
public final class QuotaFile implements Supplier<QuotaLimits>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QuotaFile.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int BYTES_MAX = 65_536;

    private final Optional<Path> file;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile QuotaLimits limits = QuotaLimits.NONE;
    private volatile boolean isBroken;
    private Optional<Version> seen = Optional.empty();

    private QuotaFile(Optional<Path> file) {
        this.file = file;
    }

    /// The attributes by which a new file differs from the one before.
    private record Version(Optional<Object> key, FileTime changedAt, long size) {

        static Version of(Path file) throws IOException {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Version(
                    Optional.ofNullable(attributes.fileKey()), attributes.lastModifiedTime(), attributes.size());
        }
    }

    /// Reads the file, and goes on looking at it each second; without a file nothing has a limit.
    ///
    /// @throws SettingError if there is a file and it cannot be read: there are no earlier limits to keep
    public static QuotaFile start(String setting, Optional<Path> file, MeterRegistry meters) {
        var watched = new QuotaFile(file);
        if (file.isPresent()) {
            watched.readFirst(setting, file.get());
            Gauge.builder("toolbridge.quota.file.broken", watched, quotas -> quotas.isBroken ? 1 : 0)
                    .description("1 while the file of quotas cannot be read, and earlier limits are in force.")
                    .register(meters);
            Thread.ofVirtual().name("quota-file").start(() -> watched.run(file.get()));
        }
        return watched;
    }

    @Override
    public QuotaLimits get() {
        return limits;
    }

    /// Tells if there is a file.
    public boolean isThere() {
        return file.isPresent();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void readFirst(String setting, Path path) {
        try {
            seen = Optional.of(Version.of(path));
            read(path);
        } catch (IOException | IllegalArgumentException wrong) {
            throw new SettingError(setting + " names a file that cannot be used: " + reason(wrong));
        }
    }

    private void run(Path path) {
        try {
            while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                look(path);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// A version is taken for seen before it is read, so that one that changes meanwhile is read again.
    private void look(Path path) {
        try {
            var present = Version.of(path);
            if (isBroken || !seen.equals(Optional.of(present))) {
                seen = Optional.of(present);
                read(path);
            }
        } catch (IOException | IllegalArgumentException wrong) {
            report(reason(wrong));
        }
    }

    private void read(Path path) throws IOException {
        QuotaLimits found = QuotaLimits.parse(bytes(path));
        boolean isNews = isBroken || !found.equals(limits);
        limits = found;
        isBroken = false;
        if (isNews) {
            LOG.atInfo()
                    .addKeyValue("limits", found.limits())
                    .addKeyValue("unknown", found.unknown())
                    .log("quotas read");
        }
    }

    private static byte[] bytes(Path path) throws IOException {
        try (InputStream content = Files.newInputStream(path)) {
            byte[] bytes = content.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw new IllegalArgumentException("it is longer than " + BYTES_MAX + " bytes");
            }
            return bytes;
        }
    }

    private void report(String reason) {
        if (!isBroken) {
            isBroken = true;
            LOG.atError().addKeyValue("reason", reason).log("the file of quotas is broken; the limits before stay");
        }
    }

    private static String reason(Exception wrong) {
        return wrong instanceof IOException
                ? "it cannot be read (" + wrong.getClass().getSimpleName() + ")"
                : wrong.getMessage();
    }
}
