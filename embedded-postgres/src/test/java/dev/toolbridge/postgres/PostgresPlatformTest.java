package dev.toolbridge.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresPlatformTest {

    /// The names are those of the archives in the four artifacts that the build chooses from.
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, /postgres-linux-x86_64.txz",
        "Linux, x86_64, /postgres-linux-x86_64.txz",
        "Linux, aarch64, /postgres-linux-arm_64.txz",
        "Mac OS X, x86_64, /postgres-darwin-x86_64.txz",
        "Mac OS X, aarch64, /postgres-darwin-arm_64.txz"
    })
    void namesTheArchiveOfASystem(String name, String architecture, String archive) {
        assertThat(PostgresPlatform.of(name, architecture))
                .map(PostgresPlatform::archive)
                .contains(archive);
    }

    @ParameterizedTest
    @CsvSource({
        "Windows 11, amd64",
        "FreeBSD, amd64",
        "SunOS, sparcv9",
        "Linux, riscv64",
        "Linux, ppc64le",
        "Linux, x86"
    })
    void knowsNoOther(String name, String architecture) {
        assertThat(PostgresPlatform.of(name, architecture)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource("LINUX, AARCH64")
    void readsNamesInAnyCase(String name, String architecture) {
        assertThat(PostgresPlatform.of(name, architecture)).isNotEmpty();
    }
}
