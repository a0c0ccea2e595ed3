package dev.toolbridge.tenants.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files with secrets, as programs read them.
class SecretFolderTest {
    private static final Setting<Secret> SIGNING = Setting.secret("SIGNING_SECRET", "Signs.");

    @TempDir
    Path parent;

    private Path place;
    private SecretFolder folder;

    @BeforeEach
    void place() {
        place = parent.resolve("acme");
        folder = SecretFolder.of(place);
    }

    @Test
    void aProgramReadsTheFileByItsSetting() throws IOException {
        Path file = folder.write("signing", new Secret("a+b/c="));

        var settings = new Settings(Map.of("SIGNING_SECRET_FILE", file.toString()));
        assertThat(settings.get(SIGNING).reveal()).isEqualTo("a+b/c=");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("r--------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                .isEqualTo("rwx------");
    }

    @Test
    void aFileIsReplacedAndNothingIsLeftBeside() throws IOException {
        folder.write("signing", new Secret("old"));
        Files.writeString(parent.resolve(".acme-signing.new"), "of a killed process");

        Path file = folder.write("signing", new Secret("new"));

        assertThat(file).hasContent("new");
        try (Stream<Path> all = Files.walk(parent)) {
            assertThat(all).containsExactlyInAnyOrder(parent, place, file);
        }
        folder.remove("signing");
        folder.remove("signing");
        assertThat(file).doesNotExist();
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Path victim = Files.writeString(parent.resolve("victim"), "untouched");
        folder.write("first", new Secret("1"));
        Files.createSymbolicLink(place.resolve("signing"), victim);

        Path file = folder.write("signing", new Secret("new"));

        assertThat(victim).hasContent("untouched");
        assertThat(Files.isSymbolicLink(file)).isFalse();
        Path link = Files.createSymbolicLink(parent.resolve("linked"), place);
        assertThatThrownBy(() -> SecretFolder.of(link).write("signing", new Secret("x")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anOpenFolderAndOddNamesAreRefused() throws IOException {
        Files.createDirectory(
                place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));

        assertThatThrownBy(() -> folder.write("signing", new Secret("x")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("only its owner may enter");
        for (String name : new String[] {"", "..", "a/b", "../x", "a\nb", "%2e"}) {
            assertThatThrownBy(() -> folder.write(name, new Secret("x"))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void filesAreGivenToTheirOwner() throws IOException {
        var owner = Files.getOwner(parent);

        Path file = SecretFolder.of(place, owner).write("signing", new Secret("x"));

        assertThat(Files.getOwner(file)).isEqualTo(owner);
        assertThat(Files.getOwner(place)).isEqualTo(owner);
    }
}
