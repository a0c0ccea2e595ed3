package dev.toolbridge.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @Test
    void readsTheFormThatDeploymentsUse() {
        var url = DatabaseUrl.parse("postgres://us%40er:p%2B+w@db.example:6432/work?sslmode=require");

        assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db.example:6432/work?sslmode=require");
        assertThat(url.user()).isEqualTo("us@er");
        assertThat(url.password()).isEqualTo(Optional.of("p++w"));
    }

    @Test
    void neverShowsThePassword() {
        assertThat(DatabaseUrl.parse("postgresql://user:hidden@host/name").toString())
                .doesNotContain("hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host/name", "mysql://u:p@host/name", "postgres://host/name", "postgres://u:p@host/"})
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("postgres://");
    }
}
