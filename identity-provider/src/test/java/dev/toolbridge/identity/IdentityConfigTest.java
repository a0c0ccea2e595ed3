package dev.toolbridge.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// It runs in development, for this machine, and nowhere else.
class IdentityConfigTest {

    @Test
    void developmentOnThisMachineIsFine() {
        assertThat(config(Map.of()).address().port()).isEqualTo(8085);
        assertThat(config(Map.of("IDENTITY_ADDR", "[::1]:9000")).address().port())
                .isEqualTo(9000);
    }

    @Test
    void anythingElseIsRefused() {
        refused(Map.of("ENV", ""), "ENV");
        refused(Map.of("ENV", "production"), "ENV");
        refused(Map.of("ENV", "staging"), "ENV");
        refused(Map.of("IDENTITY_ADDR", ":8085"), "IDENTITY_ADDR");
        refused(Map.of("IDENTITY_ADDR", "0.0.0.0:8085"), "IDENTITY_ADDR");
        refused(Map.of("IDENTITY_ADDR", "192.168.1.4:8085"), "IDENTITY_ADDR");
        refused(Map.of("IDENTITY_SECRET", ""), "IDENTITY_SECRET");
        refused(Map.of("IDENTITY_SECRET", "fifteen-letters"), "at least 16 characters");
        refused(Map.of("WORKOS_API_KEY", ""), "WORKOS_API_KEY");
        refused(Map.of("IDENTITY_DATA", ""), "IDENTITY_DATA");
        refused(Map.of("IDENTITY_WEBHOOK_URL", "http://127.0.0.1:1/hook"), "WORKOS_WEBHOOK_SECRET");
    }

    @Test
    void secretsAreNotShown() {
        assertThat(config(Map.of()).toString()).doesNotContain("the-secret", "sk_key");
    }

    private static IdentityConfig config(Map<String, String> changes) {
        var settings = new HashMap<>(Map.of(
                "ENV", "dev",
                "IDENTITY_DATA", "/nowhere",
                "IDENTITY_SECRET", "the-secret-of-it",
                "WORKOS_API_KEY", "sk_key"));
        settings.putAll(changes);
        return IdentityConfig.from(new Settings(settings));
    }

    private static void refused(Map<String, String> changes, String named) {
        assertThatThrownBy(() -> config(changes))
                .isInstanceOf(SettingError.class)
                .hasMessageContaining(named);
    }
}
