package dev.toolbridge.api.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.error.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The folder of uploads stays within its limits, and keeps nothing that nobody needs.
class UploadFolderTest {
    private static final int BYTES_MAX = 100;

    @TempDir
    private Path parent;

    @Test
    void countsWhatIsKeptAndWhatIsOnItsWay() throws IOException {
        try (var folder = open()) {
            UUID kept = UUID.randomUUID();
            var file = folder.receive(kept, "a.md", 60, out -> out.write(new byte[60]));
            assertThat(file.bytes()).isEqualTo(60);
            assertThat(folder.holds(kept)).isTrue();

            refused("no room", () -> receive(folder, 41));
            folder.receive(UUID.randomUUID(), "b.md", 40, out -> {
                refused("no room", () -> receive(folder, 1));
                out.write(1);
            });
            folder.forget(kept);
            receive(folder, 60);
            refused("no room", () -> receive(folder, 0));
        }
    }

    @Test
    void takesAFewUploadsAtATime() {
        try (var folder = open()) {
            nested(folder, UploadFolder.AT_A_TIME_MAX);
            nested(folder, UploadFolder.AT_A_TIME_MAX);
        }
    }

    private static void nested(UploadFolder folder, int left) {
        if (left == 0) {
            refused("uploads are running", () -> receive(folder, 1));
            return;
        }
        folder.receive(UUID.randomUUID(), "a.md", 1, out -> {
            nested(folder, left - 1);
            out.write(1);
        });
    }

    @Test
    void aDiskThatIsFullIsNoFaultOfTheSender() {
        try (var folder = open()) {
            assertThatThrownBy(() -> folder.receive(UUID.randomUUID(), "a.md", 5, _ -> {
                        throw new IOException("No space left on device");
                    }))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> {
                        assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                        assertThat(refusal.headers()).containsKey("Retry-After");
                        assertThat(refusal.getMessage()).doesNotContain("device");
                    });
            assertThat(folder.ids()).isEmpty();
            receive(folder, BYTES_MAX);
        }
    }

    @Test
    void isOneServersAloneAndForgetsWhatWasHalfWritten() throws IOException {
        Path part = parent.resolve("uploads").resolve(UUID.randomUUID() + ".part");
        UUID whole = UUID.randomUUID();
        try (var folder = open()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(part.getParent())))
                    .isEqualTo("rwx------");
            Files.writeString(part, "half", StandardCharsets.UTF_8);
            folder.receive(whole, "a.md", 1, out -> out.write(1));
            assertThatThrownBy(this::open).isInstanceOf(SettingError.class).hasMessageContaining("another server");
        }
        try (var folder = open()) {
            assertThat(part).doesNotExist();
            assertThat(folder.ids()).containsExactly(whole);
            assertThat(folder.settled(Instant.now())).isEmpty();
            Files.setLastModifiedTime(
                    folder.file(whole), FileTime.from(Instant.now().minus(Duration.ofHours(1))));
            assertThat(folder.settled(Instant.now())).containsExactly(whole);
        }
    }

    private UploadFolder open() {
        return UploadFolder.open(new UploadConfig(Optional.of(parent.resolve("uploads")), BYTES_MAX));
    }

    private static void receive(UploadFolder folder, int bytes) {
        UUID id = UUID.randomUUID();
        folder.receive(id, "a.md", bytes, out -> out.write(new byte[bytes]));
        folder.forget(id);
    }

    private static void refused(String reason, ThrowingCallable upload) {
        assertThatThrownBy(upload).isInstanceOf(Refusal.class).hasMessageContaining(reason);
    }
}
