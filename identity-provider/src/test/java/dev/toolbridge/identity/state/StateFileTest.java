package dev.toolbridge.identity.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.service.config.SettingError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[]", "{\"users\":[", "not JSON", "{\"users\":7}"})
    void aDamagedFileIsNamedWithWhatToDoAndStays(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("identity.json"), text);

        assertThatThrownBy(() -> StateFile.in(folder).read())
                .isInstanceOf(SettingError.class)
                .hasMessageContaining("put a copy of it back, or move it away and everybody logs in anew: " + file);
        assertThat(file).hasContent(text);
    }

    @Test
    void whatWasWrittenIsRead() {
        StateFile.in(folder).write(State.EMPTY);

        assertThat(StateFile.in(folder).read()).isEqualTo(State.EMPTY);
    }
}
