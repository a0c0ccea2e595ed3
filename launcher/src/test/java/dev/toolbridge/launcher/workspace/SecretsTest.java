package dev.toolbridge.launcher.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.launcher.process.LaunchFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SecretsTest {
    private static final DatabaseUrl OWNER =
            new DatabaseUrl("jdbc:postgresql://127.0.0.1:1/db", "owner", Optional.of("password"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void anEmptiedOrShortSecretIsRefused(SecretFile secret) throws IOException {
        Path file = folder.resolve(secret.fileName());
        for (String text : new String[] {"", "\n", "x", " ".repeat(100) + "fifteen letters"}) {
            Files.writeString(file, text);

            assertThatThrownBy(new Secrets(folder)::check)
                    .isInstanceOf(LaunchFailure.class)
                    .hasMessageMatching("the secret in " + file + " has fewer than (16|32) characters: "
                            + "(delete the file, and the next `up` makes|put the one of before back).*");
        }
        Files.writeString(file, "a secret of thirty-two characters" + "\n");
        assertThatCode(new Secrets(folder)::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"LOGIN, 16", "TOKEN, 32"})
    void theLimitIsExact(SecretFile secret, int lengthMin) throws IOException {
        Path file = folder.resolve(secret.fileName());
        Files.writeString(file, "x".repeat(lengthMin));
        assertThat(secret.read(folder)).contains("x".repeat(lengthMin));

        Files.writeString(file, "x".repeat(lengthMin - 1));
        assertThatThrownBy(() -> secret.read(folder)).isInstanceOf(LaunchFailure.class);
    }

    @Test
    void aPasswordThatWasDeletedIsRenewedWithItsRole() throws IOException {
        var secrets = new Secrets(folder.resolve("secrets"));
        secrets.rememberDatabase(OWNER);
        String before = Files.readString(secrets.serverUrlFile());
        secrets.rememberDatabase(OWNER);
        assertThat(secrets.serverUrlFile()).hasContent(before);

        Files.delete(secrets.folder().resolve("server-password"));
        secrets.rememberDatabase(OWNER);

        DatabaseUrl renewed = DatabaseUrl.parse(Files.readString(secrets.serverUrlFile()));
        assertThat(renewed.user()).isNotEqualTo(DatabaseUrl.parse(before).user());
        assertThat(renewed.password()).isNotEqualTo(DatabaseUrl.parse(before).password());
    }

    @Test
    void damagedNamesAndAddressesAreNamed() throws IOException {
        var secrets = new Secrets(folder.resolve("secrets"));
        secrets.rememberDatabase(OWNER);

        Files.writeString(secrets.ownerUrlFile(), "");
        assertThatThrownBy(secrets::ownerUrl)
                .isInstanceOf(LaunchFailure.class)
                .hasMessage("the file " + secrets.ownerUrlFile() + " is damaged: `up` writes it anew");

        Path role = Files.writeString(secrets.folder().resolve("server-role"), "no role'; --");
        assertThatThrownBy(() -> secrets.rememberDatabase(OWNER))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageStartingWith("the file " + role + " names no role of PostgreSQL");
    }
}
