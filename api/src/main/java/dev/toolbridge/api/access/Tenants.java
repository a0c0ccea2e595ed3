package dev.toolbridge.api.access;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.token.VerifiedToken;
import java.util.Optional;

/// Selects the tenant of a request. The header only selects: what it names must be what the token is bound to, or, for
/// a token bound to none, the default tenant.
public final class Tenants {
    private final String defaultTenant;

    public Tenants(String defaultTenant) {
        this.defaultTenant = defaultTenant;
    }

    String select(VerifiedToken token, Optional<String> header) {
        String authorised = token.tenant().orElse(defaultTenant);
        String asked = header.map(String::strip).filter(text -> !text.isEmpty()).orElse(authorised);
        if (!asked.equals(authorised)) {
            throw Refusal.plain(ErrorCode.FORBIDDEN, "Unauthorized: not authorized for requested tenant");
        }
        return authorised;
    }
}
