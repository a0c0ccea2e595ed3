package dev.toolbridge.tenants.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.sealed.Envelope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of master keys, and those that stop the start.
class MasterKeySettingTest {
    @TempDir
    Path folder;

    @Test
    void theFirstFileIsCurrentAndAllAreKnown() throws IOException {
        Path young = MasterKeyFiles.write(folder, "2027");
        Path old = MasterKeyFiles.write(folder, "2026");

        var keys = MasterKeySetting.from(new Settings(Map.of("TENANTS_MASTER_KEY_FILES", young + ", " + old)));

        assertThat(keys.current().id()).isEqualTo("2027");
        assertThat(keys.find("2026")).isPresent();
        assertThat(keys.find("2025")).isEmpty();
        assertThat(keys.current()).hasToString("master key 2027");
    }

    @Test
    void aMissingFileStopsTheStart() {
        refuses(folder.resolve("none.key"), "is missing");
        refuses(folder, "is missing, or is no file");
    }

    @Test
    void aKeyOfAnotherLengthStopsTheStart() throws IOException {
        for (int bytes : new int[] {0, 31, 33, 4_000}) {
            String text = Base64.getEncoder().encodeToString(Envelope.random(bytes));
            refuses(MasterKeyFiles.write(folder.resolve("k" + bytes), text, "r--------"), "32 bytes as base64");
        }
        refuses(MasterKeyFiles.write(folder.resolve("words"), "no base64!", "rw-------"), "32 bytes as base64");
    }

    @Test
    void aFileThatOthersCanUseStopsTheStart() throws IOException {
        String text = Base64.getEncoder().encodeToString(Envelope.random(32));
        for (String permissions : List.of("r-----r--", "r--r-----", "rw--w----", "rwx------")) {
            refuses(MasterKeyFiles.write(folder.resolve("k-" + permissions), text, permissions), "chmod 400");
        }
    }

    @Test
    void twoFilesOfOneIdStopTheStart() throws IOException {
        Path first = MasterKeyFiles.write(folder, "same");
        Path second = MasterKeyFiles.write(
                folder.resolve("same.other"), Base64.getEncoder().encodeToString(Envelope.random(32)), "r--------");

        assertThatThrownBy(() -> MasterKeySetting.read(List.of(first, second)))
                .isInstanceOf(SettingError.class)
                .hasMessageContaining("two files for the key same");
    }

    private static void refuses(Path file, String words) {
        assertThatThrownBy(() -> MasterKeySetting.read(List.of(file)))
                .isInstanceOf(SettingError.class)
                .hasMessageContaining("TENANTS_MASTER_KEY_FILES")
                .hasMessageContaining(words);
    }
}
