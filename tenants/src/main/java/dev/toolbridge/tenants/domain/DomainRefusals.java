package dev.toolbridge.tenants.domain;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.tenants.certificate.AskStore;
import java.time.Duration;

/// Answers to wishes for domains that cannot be had.
final class DomainRefusals {

    private DomainRefusals() {}

    /// A name that is refused.
    ///
    /// @param fault goes on from "the name"
    static Refusal bad(String field, String fault) {
        return Refusal.of(ErrorCode.INVALID_VALUE, "invalid " + field)
                .fact("field", field)
                .fact("expected", "a domain; it " + fault);
    }

    /// A tenant to which no domain leads.
    static Refusal elsewhere(String field, String runtime) {
        return Refusal.of(ErrorCode.INVALID_VALUE, "domains do not lead to tenants that run at " + runtime)
                .fact("field", field)
                .fact("expected", "a tenant behind the router of this platform");
    }

    static Refusal not(Added.Not not, String field) {
        return switch (not) {
            case Added.Taken _ ->
                Refusal.of(ErrorCode.DOMAIN_TAKEN, "another tenant has this domain")
                        .fact("field", field);
            case Added.Full(long limit) -> full(limit);
            case Added.NotAllowed(String status) ->
                Refusal.of(ErrorCode.INVALID_STATE, "not possible while it is " + status)
                        .fact("status", status);
        };
    }

    static Refusal tooOften(Duration wait) {
        return Refusal.of(
                        ErrorCode.RATE_LIMITED,
                        "a domain without a certificate is checked " + AskStore.ASKS_MAX + " times an hour at most")
                .header("Retry-After", Long.toString(wait.toSeconds()));
    }

    private static Refusal full(long limit) {
        return Refusal.of(ErrorCode.QUOTA_EXCEEDED, "the tenant has as many domains as it may have")
                .fact("quota", "domains")
                .fact("limit", limit);
    }
}
