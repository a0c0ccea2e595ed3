package dev.toolbridge.api.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.api.Await;
import dev.toolbridge.contract.TenantQuota;
import dev.toolbridge.service.config.SettingError;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaFileTest {
    private static final Duration BOUND = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void keepsTheLastGoodLimitsAndReportsABrokenFile() throws Exception {
        write("{\"items\":7,\"of_another_release\":1}");
        try (var file = QuotaFile.start("QUOTA_FILE", Optional.of(path()), meters)) {
            assertThat(file.get().of(TenantQuota.ITEMS)).hasValue(7);
            assertThat(file.get().of(TenantQuota.BYTES)).isEmpty();
            assertThat(file.get().unknown()).containsExactly("of_another_release");

            write("{\"items\":");
            Await.until(() -> broken() == 1, BOUND);
            assertThat(file.get().of(TenantQuota.ITEMS)).hasValue(7);

            Files.delete(path());
            write("{\"items\":8}");
            Await.until(() -> broken() == 0, BOUND);
            assertThat(file.get().of(TenantQuota.ITEMS)).hasValue(8);

            Files.delete(path());
            Await.until(() -> broken() == 1, BOUND);
            assertThat(file.get().of(TenantQuota.ITEMS)).hasValue(8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"items\":-1}",
                "{\"items\":1.5}",
                "{\"items\":\"9\"}",
                "{\"items\":9007199254740992}"
            })
    void isRefusedAtTheStartIfItIsBroken(String text) throws Exception {
        write(text);

        assertThatThrownBy(() -> QuotaFile.start("QUOTA_FILE", Optional.of(path()), meters))
                .isInstanceOf(SettingError.class)
                .hasMessageContaining("QUOTA_FILE names a file that cannot be used");
    }

    @Test
    void limitsNothingIfThereIsNone() {
        try (var file = QuotaFile.start("QUOTA_FILE", Optional.empty(), meters)) {
            assertThat(file.get()).isEqualTo(QuotaLimits.NONE);
        }
    }

    private double broken() {
        return meters.get("toolbridge.quota.file.broken").gauge().value();
    }

    private Path path() {
        return folder.resolve("quotas.json");
    }

    private void write(String text) throws Exception {
        Files.writeString(path(), text);
    }
}
