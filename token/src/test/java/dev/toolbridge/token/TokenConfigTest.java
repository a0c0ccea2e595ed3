package dev.toolbridge.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.token.signature.SignatureAlgorithm;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An insecure or contradictory setting stops the start with a sentence that names it.
class TokenConfigTest {
    private static final Map<String, String> PROVIDER = Map.of(
            "JWT_ISSUER", "https://id.example",
            "JWT_JWKS_URL", "https://id.example/keys",
            "JWT_AUDIENCE", "https://api.example");

    @Test
    void aProviderIsEnough() {
        var config = config(Map.of());

        assertThat(config.environment().isProduction()).isTrue();
        assertThat(config.audiences().mode()).isEqualTo(AudienceMode.EXCHANGE);
        assertThat(config.tenantClaim()).isEqualTo("org_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.authkit.app", "https://example.authkit.app", "https://Example.AuthKit.app/"})
    void aDomainOfAuthKitNamesIssuerAndKeys(String domain) {
        var provider = TokenConfig.from(new Settings(
                        Map.of("TOOLBRIDGE_AUTHKIT_DOMAIN", domain, "JWT_AUDIENCE", "https://api.example")))
                .provider()
                .orElseThrow();

        assertThat(provider.issuer()).isEqualTo("https://example.authkit.app");
        assertThat(provider.keys()).hasToString("https://example.authkit.app/oauth2/jwks");
    }

    @Test
    void aDomainOfAuthKitContradictsNoIssuer() {
        refused(Map.of("TOOLBRIDGE_AUTHKIT_DOMAIN", "example.authkit.app"), "TOOLBRIDGE_AUTHKIT_DOMAIN");
        refused(Map.of("TOOLBRIDGE_AUTHKIT_DOMAIN", "id.example/oauth2"), "TOOLBRIDGE_AUTHKIT_DOMAIN");
        assertThat(config(Map.of("TOOLBRIDGE_AUTHKIT_DOMAIN", "id.example"))
                        .provider()
                        .orElseThrow()
                        .keys())
                .hasToString("https://id.example/keys");
    }

    @Test
    void developmentSharesAudiencesUnlessToldOtherwise() {
        assertThat(config(Map.of("ENV", "dev")).audiences().mode()).isEqualTo(AudienceMode.SINGLE);
        assertThat(config(Map.of("ENV", "dev", "JWT_AUDIENCE_MODE", "exchange"))
                        .audiences()
                        .mode())
                .isEqualTo(AudienceMode.EXCHANGE);
    }

    @Test
    void audiencesAreLists() {
        var audiences = config(Map.of("MCP_OAUTH_AUDIENCE", "https://m.example/mcp, https://m.example/sse,"))
                .audiences();

        assertThat(audiences.mcp()).containsExactlyInAnyOrder("https://m.example/mcp", "https://m.example/sse");
        assertThat(audiences.all()).hasSize(3);
    }

    @Test
    void case5WeakSecretsStopProduction() {
        refused(Map.of("JWT_HS256_SECRET", "dev-secret"), "JWT_HS256_SECRET");
        refused(Map.of("JWT_HS256_SECRET", "x".repeat(31)), "JWT_HS256_SECRET");
        refused(Map.of("JWT_HS256_SECRET", "dev-secret-change-in-production-00000000"), "placeholder");
        assertThat(config(Map.of("JWT_HS256_SECRET", "short", "ENV", "dev")).secret())
                .isPresent();
    }

    @Test
    void case5AWeakSecretIsNotShown() {
        assertThatThrownBy(() -> config(Map.of("JWT_HS256_SECRET", "hunter2"))).hasMessageNotContaining("hunter2");
        assertThat(config(Map.of("JWT_HS256_SECRET", "hunter2", "ENV", "dev")).toString())
                .doesNotContain("hunter2");
    }

    @Test
    void anyAudienceIsForDevelopmentOnly() {
        refused(Map.of("JWT_AUDIENCE", ""), "JWT_AUDIENCE");
        refused(Map.of("JWT_AUDIENCE", "", "ENV", "dev"), "JWT_AUDIENCE");
        refused(Map.of("JWT_ALLOW_ANY_AUDIENCE", "true"), "JWT_ALLOW_ANY_AUDIENCE");
        assertThat(config(Map.of("JWT_AUDIENCE", "", "JWT_ALLOW_ANY_AUDIENCE", "1", "ENV", "dev"))
                        .audiences()
                        .anyAllowed())
                .isTrue();
    }

    @Test
    void exchangeNeedsAnAudienceOfTheApi() {
        refused(Map.of("JWT_AUDIENCE", "", "MCP_OAUTH_AUDIENCE", "https://m.example/mcp"), "JWT_AUDIENCE");
        assertThat(config(Map.of(
                                "JWT_AUDIENCE", "",
                                "MCP_OAUTH_AUDIENCE", "https://m.example/mcp",
                                "JWT_AUDIENCE_MODE", "single"))
                        .audiences()
                        .all())
                .hasSize(1);
    }

    @Test
    void settingsThatBelongTogether() {
        refused(Map.of("JWT_ISSUER", ""), "JWT_ISSUER and JWT_JWKS_URL");
        refused(Map.of("JWT_JWKS_URL", ""), "JWT_ISSUER and JWT_JWKS_URL");
        refused(Map.of("JWT_BACKEND_KEY_ID", "k1"), "JWT_BACKEND_KEY_ID");
        refused(Map.of("JWT_BACKEND_RS256_PRIVATE_KEY", "x"), "JWT_BACKEND_KEY_ID");
        refused(Map.of("JWT_ISSUER", "", "JWT_JWKS_URL", ""), "JWT_HS256_SECRET");
    }

    @Test
    void withoutAnAudienceTheSentenceNamesTheSettingsAndThePage() {
        for (String environment : new String[] {"dev", "production"}) {
            refused(
                    Map.of("JWT_AUDIENCE", "", "ENV", environment),
                    "JWT_AUDIENCE",
                    "MCP_OAUTH_AUDIENCE",
                    "JWT_AUDIENCE_MODE=single",
                    "JWT_ALLOW_ANY_AUDIENCE=1",
                    "docs/operations.md, \"Login providers\"");
        }
        refused(Map.of("JWT_ALLOW_ANY_AUDIENCE", "1"), "set JWT_AUDIENCE", "docs/operations.md");
        refused(
                Map.of("JWT_AUDIENCE", "", "MCP_OAUTH_AUDIENCE", "https://m.example/mcp"),
                "JWT_AUDIENCE_MODE=single",
                "docs/operations.md");
        refused(Map.of("JWT_AUDIENCE", " , "), "JWT_AUDIENCE");
    }

    @Test
    void exchangeAudiencesAreTheApisUnlessTheyAreNamed() {
        assertThat(config(Map.of()).audiences().exchanged()).containsExactly("https://api.example");
        assertThat(config(Map.of("JWT_EXCHANGE_AUDIENCES", "a, b,")).audiences().exchanged())
                .containsExactlyInAnyOrder("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "none", "RS256,HS512", "rs256", "RS256;ES256", "ES256K", "RS256,", ",", "Ed448"})
    void algorithmsAreNamedExactly(String names) {
        refused(Map.of("JWT_ALGORITHMS", names), "JWT_ALGORITHMS", "EdDSA");
    }

    @Test
    void settingsOfLoginProviders() {
        assertThat(config(Map.of("JWT_ALGORITHMS", "ES256, EdDSA"))
                        .provider()
                        .orElseThrow()
                        .algorithms())
                .containsExactlyInAnyOrder(SignatureAlgorithm.ES256, SignatureAlgorithm.EDDSA);
        refused(Map.of("JWT_AUDIENCE_CLAIM", "sub"), "JWT_AUDIENCE_CLAIM", "client_id");
        refused(Map.of("JWT_AUDIENCE_CLAIM", "aud,azp"), "JWT_AUDIENCE_CLAIM");
        for (String ours : new String[] {"notes:read", "read:notes", "*:read", "sync", "access_as_user,tenant:admin"}) {
            refused(Map.of("SCOPES_IGNORED", ours), "SCOPES_IGNORED");
        }
        refused(Map.of("SCOPES_IGNORED", "\"a\""), "SCOPES_IGNORED");
    }

    @Test
    void settingsThatCannotBe() {
        refused(Map.of("JWT_JWKS_URL", "http://id.example/keys"), "https");
        refused(Map.of("JWT_JWKS_URL", "file:///etc/keys"), "JWT_JWKS_URL");
        refused(Map.of("JWT_JWKS_URL", "keys.json"), "JWT_JWKS_URL");
        refused(Map.of("JWT_ISSUER", TokenVerifiers.OWN_ISSUER), "JWT_ISSUER");
        refused(Map.of("ENV", "Dev"), "ENV");
        refused(Map.of("JWT_AUDIENCE_MODE", "both"), "JWT_AUDIENCE_MODE");
    }

    @Test
    void anUnreadableKeyIsNotShown() {
        var config = config(Map.of("JWT_BACKEND_RS256_PRIVATE_KEY", "hunter2", "JWT_BACKEND_KEY_ID", "k1"));

        assertThatThrownBy(() -> OwnKeys.from(config))
                .isInstanceOf(SettingError.class)
                .hasMessageContaining("JWT_BACKEND_RS256_PRIVATE_KEY")
                .hasMessageNotContaining("hunter2");
    }

    private static TokenConfig config(Map<String, String> changes) {
        var settings = new HashMap<>(PROVIDER);
        settings.putAll(changes);
        return TokenConfig.from(new Settings(settings));
    }

    private static void refused(Map<String, String> changes, String... named) {
        assertThatThrownBy(() -> config(changes))
                .isInstanceOf(SettingError.class)
                .hasMessageContainingAll(named);
    }
}
