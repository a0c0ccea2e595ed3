package dev.toolbridge.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final Setting<Integer> SIZE =
            Setting.whole("SIZE", 1, 10, "How many.").or("4");
    private static final Setting<Secret> KEY = Setting.secret("KEY", "Opens the door.");

    @Test
    void fallsBackWhenAbsentOrBlank() {
        assertThat(new Settings(Map.of()).get(SIZE)).isEqualTo(4);
        assertThat(new Settings(Map.of("SIZE", " ")).get(SIZE)).isEqualTo(4);
        assertThat(new Settings(Map.of("SIZE", "10")).get(SIZE)).isEqualTo(10);
    }

    @Test
    void namesTheSettingAndWhatWasExpected() {
        assertThatThrownBy(() -> new Settings(Map.of("SIZE", "11")).get(SIZE))
                .isInstanceOf(SettingError.class)
                .hasMessage("SIZE is \"11\", expected a whole number from 1 to 10");
        assertThatThrownBy(() -> new Settings(Map.of()).get(KEY)).hasMessage("KEY must be set: Opens the door.");
    }

    @Test
    void readsASecretFromAFileAndNeverShowsIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "open sesame\n");
        Secret secret = new Settings(Map.of("KEY_FILE", file.toString())).get(KEY);

        assertThat(secret.reveal()).isEqualTo("open sesame");
        assertThat(secret).hasToString("***");
    }

    @Test
    void readsSecretsWithCommasBetweenThemUpToTheLimit() {
        Setting<List<Secret>> keys = Setting.secrets("KEYS", 2, "Open the door.");

        assertThat(new Settings(Map.of("KEYS", "one")).get(keys)).containsExactly(new Secret("one"));
        assertThat(new Settings(Map.of("KEYS", "one , two")).get(keys))
                .containsExactly(new Secret("one"), new Secret("two"));
        for (String wrong : List.of("one,two,three", "one,", ",one", "one,,two", ",")) {
            assertThatThrownBy(() -> new Settings(Map.of("KEYS", wrong)).get(keys))
                    .hasMessage(
                            "KEYS is a secret value, expected up to 2 secrets with commas between them, none of them"
                                    + " empty");
        }
    }

    @Test
    void saysWhichFileCannotBeRead() {
        assertThatThrownBy(() -> new Settings(Map.of("KEY_FILE", "/nowhere/key")).get(KEY))
                .hasMessage("KEY_FILE names a file that cannot be read: /nowhere/key");
    }

    @Test
    void readsAddresses() {
        assertThat(ListenAddress.parse(":8080")).isEqualTo(new ListenAddress("", 8080));
        assertThat(ListenAddress.parse("127.0.0.1:0")).isEqualTo(new ListenAddress("127.0.0.1", 0));
        assertThatThrownBy(() -> ListenAddress.parse("8080")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ListenAddress.parse(":65536")).isInstanceOf(IllegalArgumentException.class);
    }
}
