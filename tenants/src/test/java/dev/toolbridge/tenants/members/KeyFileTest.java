package dev.toolbridge.tenants.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.SettingError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    private static final String ONE = "tbm_" + "1".repeat(40);
    private static final String OTHER = "tbm_" + "2".repeat(40);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-27T10:00:00Z"));

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("keys");
        KeyFile.write(file, List.of(MemberKey.of(new Secret(ONE), "org_a")));
    }

    @Test
    void aKeyOpensItsOrganisation() throws IOException {
        Files.writeString(file, "# tenants\n\n" + Files.readString(file));
        var keys = KeyFile.open(file, now::get);

        assertThat(keys.organizationOf(ONE)).contains("org_a");
        for (String wrong : List.of("", OTHER, ONE + "x", ONE.substring(1), ONE.toUpperCase(java.util.Locale.ROOT))) {
            assertThat(keys.organizationOf(wrong)).isEmpty();
        }
        assertThat(Files.readString(file)).doesNotContain(ONE);
    }

    @Test
    void theFileIsReadAgainWithinASecond() throws IOException {
        var keys = KeyFile.open(file, now::get);
        KeyFile.write(file, List.of(MemberKey.of(new Secret(OTHER), "org_b")));
        assertThat(keys.organizationOf(OTHER)).isEmpty();

        pass(Duration.ofSeconds(1));

        assertThat(keys.organizationOf(OTHER)).contains("org_b");
        assertThat(keys.organizationOf(ONE)).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aWrongFileChangesNothingUntilItIsRight() throws IOException {
        var keys = KeyFile.open(file, now::get);
        for (String wrong :
                List.of("nonsense", "0".repeat(64), "0".repeat(64) + " org_a more", "g".repeat(64) + " a")) {
            Files.writeString(file, wrong);
            pass(Duration.ofSeconds(1));
            assertThat(keys.organizationOf(ONE)).as(wrong).contains("org_a");
        }
        Files.delete(file);
        pass(Duration.ofSeconds(1));
        assertThat(keys.organizationOf(ONE)).contains("org_a");

        KeyFile.write(file, List.of());
        pass(Duration.ofSeconds(1));

        assertThat(keys.organizationOf(ONE)).isEmpty();
    }

    @Test
    void aWrongFileStopsTheStartWithItsLineAndNotItsText() throws IOException {
        Files.writeString(file, "# fine\nsecret-in-the-wrong-place org_a\n");

        assertThatThrownBy(() -> KeyFile.open(file, now::get))
                .isInstanceOf(SettingError.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("secret-in-the-wrong-place");
        assertThatThrownBy(() -> KeyFile.open(folder.resolve("nothing"), now::get))
                .isInstanceOf(SettingError.class)
                .hasMessageContaining("it cannot be read");
    }

    @Test
    void keysHaveALeastLengthAndALargestNumber() throws IOException {
        assertThat(MemberKey.of(new Secret("x".repeat(32)), "org_a").organization())
                .isEqualTo("org_a");
        assertThatThrownBy(() -> MemberKey.of(new Secret("x".repeat(31)), "org_a"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MemberKey.of(new Secret(ONE), "org a")).isInstanceOf(IllegalArgumentException.class);

        Files.writeString(file, lines(KeyFile.KEYS_MAX));
        assertThat(KeyFile.open(file, now::get).organizationOf(ONE)).isEmpty();
        Files.writeString(file, lines(KeyFile.KEYS_MAX + 1));
        assertThatThrownBy(() -> KeyFile.open(file, now::get)).hasMessageContaining("10000");
        Files.writeString(file, "#" + "x".repeat(4 << 20));
        assertThatThrownBy(() -> KeyFile.open(file, now::get)).hasMessageContaining("larger");
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> String.format(java.util.Locale.ROOT, "%064x org_a%n", number))
                .collect(Collectors.joining());
    }
}
