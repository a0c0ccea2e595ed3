package dev.toolbridge.mcp.tool.delivery;

import dev.toolbridge.service.digest.Digest;
import java.util.Base64;

/// Keys that are equal exactly when all of their components are.
public final class DeliveryKey {

    private DeliveryKey() {}

    public static String of(String... parts) {
        return "mcp-" + Base64.getUrlEncoder().withoutPadding().encodeToString(Digest.of(parts));
    }
}
