package dev.toolbridge.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The one reading of the header that shows a credential.
class BearerCredentialTest {

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEaReR"})
    void theSchemeIsReadWithoutRegardToCase(String scheme) {
        assertThat(shown(scheme + " abc.def")).contains("abc.def");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "bearer ",
                "Bearer  ",
                "Bearer\tabc",
                "Bearerabc",
                "Bearer:abc",
                "Basic abc",
                "abc",
                " Bearer abc",
                "Token abc",
                "Bearer\u00a0abc"
            })
    void whatIsNoSchemeAndCredentialIsNone(String header) {
        assertThat(shown(header)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer  abc", "Bearer Bearer abc", "bearer abc, bearer def", "Bearer \tabc", "Bearer abc "})
    void nothingIsTakenOffACredential(String header) {
        assertThat(shown(header)).contains(header.substring("Bearer ".length()));
    }

    @Test
    void aCredentialBeyondTheLimitIsToldSo() {
        assertThat(shown("Bearer " + "a".repeat(16_384))).isPresent();
        assertThatThrownBy(() -> shown("Bearer " + "a".repeat(16_385)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.HEADERS_TOO_LARGE))
                .hasMessageContaining("16384");
    }

    private static Optional<String> shown(String header) {
        return BearerCredential.of(new Request(
                "GET",
                "/",
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                name -> name.equals("Authorization") ? List.of(header) : List.of(),
                new byte[0],
                "127.0.0.1",
                "id"));
    }
}
