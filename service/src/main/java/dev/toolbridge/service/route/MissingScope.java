package dev.toolbridge.service.route;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;

/// The refusal of a caller who lacks a scope (RFC 6750, section 3.1).
public final class MissingScope {

    private MissingScope() {}

    public static Refusal refusal(String scope) {
        return Refusal.of(ErrorCode.FORBIDDEN, "forbidden: scope " + scope + " is missing")
                .fact("scope", scope)
                .header("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
    }
}
