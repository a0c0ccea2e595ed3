package dev.toolbridge.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The ways in which providers write the scopes of a token.
class ScopeReadingTest {
    private Trust trust = Trust.inProduction();

    @AfterEach
    void close() {
        trust.close();
    }

    private Set<String> scopes(String claim, Object value) {
        return trust.verify(trust.provider.token(claims -> claims.claim(claim, value)))
                .scopes();
    }

    @Test
    void oneTextOrAListInEitherClaim() {
        for (String claim : List.of("scope", "scp")) {
            assertThat(scopes(claim, "notes:read sync")).containsExactlyInAnyOrder("notes:read", "sync");
            assertThat(scopes(claim, List.of("notes:read", "sync"))).containsExactlyInAnyOrder("notes:read", "sync");
            assertThat(scopes(claim, List.of("notes:read sync"))).containsExactlyInAnyOrder("notes:read", "sync");
        }
    }

    @Test
    void whatBothClaimsNameIsNamed() {
        var token = trust.verify(trust.provider.token(
                claims -> claims.claim("scope", "openid").claim("scp", List.of("deployments:read"))));

        assertThat(token.scopes()).containsExactly("deployments:read");
    }

    @Test
    void theScopesOfALoginNarrowNothing() {
        assertThat(scopes("scope", "openid profile email offline_access")).isEmpty();
        assertThat(scopes("scp", List.of("openid", "offline_access"))).isEmpty();
        assertThat(scopes("scope", "")).isEmpty();
        assertThat(scopes("scp", List.of())).isEmpty();
        assertThat(trust.verify(trust.provider.token()).scopes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone", "address", "openid2", "OpenID", "User.Read", "deployments:read", "offline"})
    void everyOtherNarrows(String scope) {
        assertThat(scopes("scope", "openid " + scope)).containsExactly(scope);
    }

    @Test
    void aSettingNamesOthersThatNarrowNothing() {
        trust.close();
        trust = Trust.with(Map.of("SCOPES_IGNORED", "access_as_user, aws.cognito.signin.user.admin,read:user"));

        assertThat(scopes("scp", "access_as_user")).isEmpty();
        assertThat(scopes("scope", "openid read:user aws.cognito.signin.user.admin"))
                .isEmpty();
        assertThat(scopes("scope", "access_as_user notes:read")).containsExactly("notes:read");
    }

    @Test
    void aClaimThatCannotBeReadIsNoClaimOfAll() {
        for (String claim : List.of("scope", "scp")) {
            for (Object odd : List.of(
                    7,
                    true,
                    Map.of("notes", "read"),
                    List.of(7),
                    List.of(List.of("notes:read")),
                    "notes:read\tnotes:write",
                    "notes:read\u00a0sync",
                    "\"notes:read\"",
                    "n\\otes:read",
                    "s".repeat(5_000))) {
                String token = trust.provider.token(claims -> claims.claim(claim, odd));
                assertThatThrownBy(() -> trust.verify(token)).as(odd.toString()).isInstanceOf(TokenRejected.class);
            }
            String none = Provider.signedText(
                    Provider.header(""),
                    "{\"" + claim + "\":null,"
                            + trust.provider.claims().build().toString().substring(1));
            assertThatThrownBy(() -> trust.verify(none)).isInstanceOf(TokenRejected.class);
        }
    }
}
