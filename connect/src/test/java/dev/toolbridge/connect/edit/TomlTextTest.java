package dev.toolbridge.connect.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TomlTextTest {
    private static final List<String> TABLE = List.of("servers", "ours");
    private static final Map<String, String> SETTINGS = Map.of("url", "\"x\"");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a = 1\n",
                "# only\r\nb = '''\r\n[servers.ours]\r\n'''\r\n",
                "[servers.a]\nx = { y = [1, 2], \"z\" = 1979-05-27T07:32:00Z }\n\n[[list]]\nn = 0xf\n[[list]]\nn = 1\n",
                "s = \"\"\"quotes \\\" and more\"\"\"\"\"\n[t] # c\nf = -1_0.5e3\n",
            })
    void aTableGoesInAndOutWithoutATrace(String before) {
        TomlText with = TomlText.of(before).with(TABLE, SETTINGS);

        assertThat(with.find(TABLE).orElseThrow()).isEqualTo(SETTINGS);
        assertThat(with.without(TABLE, List.of("url")).text()).isEqualTo(before);
    }

    @Test
    void aSettingIsReplacedInItsPlace() {
        String text = "[servers.ours] # mine\nurl   = 'old' # kept\nenabled = true\n\n[servers.ours.env]\nA = \"1\"\n";
        assertThat(TomlText.of(text).with(TABLE, SETTINGS).text()).isEqualTo(text.replace("'old'", "\"x\""));
        assertThat(TomlText.of(text).without(TABLE, List.of("url")).text())
                .isEqualTo(text.replace("url   = 'old' # kept\n", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "servers = { ours = { url = \"y\" } }\n",
                "servers.ours.url = \"y\"\n",
                "[servers]\nours.url = \"y\"\n",
                "[[servers.ours]]\nurl = \"y\"\n",
            })
    void anotherFormOfTheTableIsNotGuessedAt(String text) {
        assertThatThrownBy(() -> TomlText.of(text).with(TABLE, SETTINGS))
                .isInstanceOf(UnreadableText.class)
                .hasMessageContaining("[servers.ours] as a table with a header");
    }

    /// The time to read a file grows with its length, and not with its square.
    @Test
    @Timeout(90)
    void aFileOfFiveMebibytesIsChangedInItsPlace() {
        var text = new StringBuilder();
        for (int number = 0; text.length() < 5 * 1024 * 1024; number++) {
            text.append("[[list]]\nsetting_")
                    .append(number)
                    .append(" = \"")
                    .append(number)
                    .append("\"\n");
        }
        TomlText with = TomlText.of(text.toString()).with(TABLE, SETTINGS);
        assertThat(with.without(TABLE, List.of("url")).text()).isEqualTo(text.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = ",
                "a = 1 2",
                "= 1",
                "[a",
                "[a]\n[a]",
                "a = 1\na = 2",
                "a = \"\n\"",
                "a = [1,,2]",
                "a = {b}",
                "a = '''x",
                "a = yes",
                "a : 1",
                "{\"a\":1}"
            })
    void whatIsNoTomlIsRefused(String text) {
        assertThatThrownBy(() -> TomlText.of(text)).isInstanceOf(UnreadableText.class);
    }
}
