package dev.toolbridge.tests.scenario;

import static dev.toolbridge.tests.scenario.Scenario.UUID;
import static dev.toolbridge.tests.scenario.Scenario.get;
import static dev.toolbridge.tests.scenario.Scenario.post;
import static dev.toolbridge.tests.scenario.Scenario.put;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import java.util.List;

/// The checks before an item is read: tokens, tenants, the epoch, paths, methods, and the form of errors.
final class EdgeScenarios {
    private static final String LIST = "/v1/<plural>";
    private static final String ITEM = "/v1/<plural>/<live>";
    private static final String BAD_UID = "/v1/<plural>/abc";
    private static final String NOT_AUTHORIZED = "Unauthorized: not authorized for requested tenant";
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem\\+json.*";

    private static final List<Scenario> TOKENS = List.of(
            unauthorized(get("no token", LIST).with("Authorization", "")),
            unauthorized(get("another scheme", LIST).with("Authorization", "Basic dTpw")),
            unauthorized(get("no token behind the scheme", LIST).with("Authorization", "Bearer ")),
            unauthorized(get("a token that is none", LIST).with("Authorization", "Bearer abc")),
            unauthorized(get("an expired token", LIST).with("Authorization", "Bearer <expiredToken>")),
            unauthorized(get("a token without an end", LIST).with("Authorization", "Bearer <endlessToken>")),
            unauthorized(get("a token of tomorrow", LIST).with("Authorization", "Bearer <earlyToken>")),
            unauthorized(get("a token of nobody", LIST).with("Authorization", "Bearer <nobodysToken>")),
            unauthorized(get("a forged token", LIST).with("Authorization", "Bearer <forgedToken>")),
            unauthorized(get("an unsigned token", LIST).with("Authorization", "Bearer <unsignedToken>")),
            unauthorized(get("a token of another issuer", LIST).with("Authorization", "Bearer <foreignToken>")),
            unauthorized(get("a padded token", LIST).with("Authorization", "Bearer <token>=")),
            get("the scheme in small letters", LIST).with("Authorization", "bearer <token>"),
            get("no token, asked for JSON", LIST)
                    .with("Authorization", "")
                    .with("Accept", JSON)
                    .refused(ErrorCode.UNAUTHORIZED, "unauthorized")
                    .headerMatches("WWW-Authenticate", "Bearer.*"),
            get("no token, asked for a problem", LIST)
                    .with("Authorization", "")
                    .with("Accept", "application/problem+json")
                    .answers(401)
                    .headerMatches("Content-Type", PROBLEM)
                    .json("/status", "401")
                    .is("/code", "unauthorized"),
            unauthorized(get("order: the token before the uid", BAD_UID).with("Authorization", "")),
            unauthorized(post("order: the token before the body", LIST)
                    .with("Authorization", "")
                    .body("{")));

    private static final List<Scenario> TENANTS = List.of(
            get("the tenant of the token", ITEM).with(WireHeader.TENANT, "tenant_thinkpen_b2c"),
            get("another tenant than the token's", ITEM)
                    .with(WireHeader.TENANT, "tenant_other")
                    .refusedPlainly(403, NOT_AUTHORIZED),
            get("another tenant than the token's, asked for JSON", ITEM)
                    .with(WireHeader.TENANT, "tenant_other")
                    .with("Accept", JSON)
                    .refused(ErrorCode.FORBIDDEN, NOT_AUTHORIZED),
            get("a tenant that is none", ITEM)
                    .with(WireHeader.TENANT, "' OR 1=1")
                    .refusedPlainly(403, NOT_AUTHORIZED),
            get("no tenant in token or header: the default", LIST)
                    .with("Authorization", "Bearer <tenantlessToken>")
                    .json("/items", "[]"),
            get("the default tenant, named", LIST)
                    .with("Authorization", "Bearer <tenantlessToken>")
                    .with(WireHeader.TENANT, "tenant_thinkpen_b2c"),
            get("no tenant in the token, another in the header", LIST)
                    .with("Authorization", "Bearer <tenantlessToken>")
                    .with(WireHeader.TENANT, "tenant_other")
                    .refusedPlainly(403, NOT_AUTHORIZED),
            get("another tenant: the item is not there", ITEM)
                    .with("Authorization", "Bearer <elsewhereToken>")
                    .refused(ErrorCode.NOT_FOUND, "<label> not found"),
            get("another tenant: the list is empty", LIST + "?includeDeleted=true")
                    .with("Authorization", "Bearer <elsewhereToken>")
                    .with("X-Made-First", "<live>")
                    .json("/items", "[]")
                    .json("/hasMore", "false"),
            put("another tenant: nothing is replaced", ITEM)
                    .with("Authorization", "Bearer <elsewhereToken>")
                    .body("{}")
                    .refused(ErrorCode.NOT_FOUND),
            get("order: the tenant before the uid", BAD_UID)
                    .with(WireHeader.TENANT, "tenant_other")
                    .refusedPlainly(403, NOT_AUTHORIZED));

    private static final List<Scenario> EPOCHS = List.of(
            get("the space's epoch", ITEM).with(WireHeader.SYNC_EPOCH, "1"),
            post("create in the space's epoch", LIST)
                    .with(WireHeader.SYNC_EPOCH, "1")
                    .body("{<fields>}")
                    .answers(201),
            get("another epoch", ITEM)
                    .with(WireHeader.SYNC_EPOCH, "2")
                    .refused(ErrorCode.EPOCH_MISMATCH, "epoch_mismatch")
                    .json("/epoch", "1")
                    .header(WireHeader.SYNC_EPOCH, "1"),
            post("create in another epoch", LIST)
                    .with(WireHeader.SYNC_EPOCH, "2")
                    .body("{<fields>}")
                    .refused(ErrorCode.EPOCH_MISMATCH, "epoch_mismatch")
                    .json("/epoch", "1"),
            put("order: the epoch before the uid", BAD_UID)
                    .with(WireHeader.SYNC_EPOCH, "7")
                    .body("{")
                    .refused(ErrorCode.EPOCH_MISMATCH),
            put("order: the epoch before not there", "/v1/<plural>/<missing>")
                    .with(WireHeader.SYNC_EPOCH, "7")
                    .body("{}")
                    .refused(ErrorCode.EPOCH_MISMATCH),
            put("order: the epoch before deleted", "/v1/<plural>/<deleted>")
                    .with(WireHeader.SYNC_EPOCH, "7")
                    .body("{}")
                    .refused(ErrorCode.EPOCH_MISMATCH));

    private static final List<Scenario> CORRELATION = List.of(
            get("a correlation id of one's own", ITEM)
                    .with(WireHeader.CORRELATION, "a-b_c.1:2/3")
                    .header(WireHeader.CORRELATION, "a-b_c.1:2/3"),
            get("no correlation id: one is made", ITEM).headerMatches(WireHeader.CORRELATION, UUID),
            get("a correlation id that is unsafe to write down", ITEM)
                    .with(WireHeader.CORRELATION, "a b\"<c d>")
                    .headerMatches(WireHeader.CORRELATION, UUID),
            get("a correlation id that is too long", ITEM)
                    .with(WireHeader.CORRELATION, "a".repeat(1_000))
                    .headerMatches(WireHeader.CORRELATION, UUID),
            get("the correlation id of an error", "/v1/<plural>/<missing>")
                    .with(WireHeader.CORRELATION, "find-me")
                    .refused(ErrorCode.NOT_FOUND)
                    .header(WireHeader.CORRELATION, "find-me")
                    .is("/correlation_id", "find-me"),
            get("the correlation id without a token", LIST)
                    .with("Authorization", "")
                    .with(WireHeader.CORRELATION, "find-me")
                    .answers(401)
                    .header(WireHeader.CORRELATION, "find-me"));

    private static final List<Scenario> FORMS = List.of(
            get("an error as a problem", "/v1/<plural>/<missing>")
                    .with("Accept", "application/problem+json")
                    .with(WireHeader.CORRELATION, "find-me")
                    .answers(404)
                    .headerMatches("Content-Type", PROBLEM)
                    .json("/status", "404")
                    .matches("/title", ".+")
                    .is("/detail", "<label> not found")
                    .is("/code", "not_found")
                    .is("/correlation_id", "find-me"),
            get("a problem keeps the facts", "/v1/<plural>/<deleted>")
                    .with("Accept", "application/problem+json, application/json")
                    .answers(410)
                    .headerMatches("Content-Type", PROBLEM)
                    .json("/version", "2")
                    .matches("/deletedAt", Scenario.INSTANT),
            get("a path there is not", "/v1/<plural>s").refused(ErrorCode.NOT_FOUND),
            get("a path below an item", ITEM + "/pages").refused(ErrorCode.NOT_FOUND),
            Scenario.of("a method there is not", "DELETE", LIST)
                    .refused(ErrorCode.METHOD_NOT_ALLOWED)
                    .headerMatches("Allow", ".*\\bGET\\b.*")
                    .headerMatches("Allow", ".*\\bPOST\\b.*"),
            Scenario.of("archive by GET", "GET", ITEM + "/archive")
                    .refused(ErrorCode.METHOD_NOT_ALLOWED)
                    .header("Allow", "POST, OPTIONS"),
            Scenario.of("a method of another world", "PROPFIND", ITEM).refused(ErrorCode.METHOD_NOT_ALLOWED),
            get("a path that is too long", LIST + "?cursor=" + "a".repeat(20_000))
                    .answers(414),
            get("headers that are too large", LIST)
                    .with("X-Large", "a".repeat(60_000))
                    .answers(431));

    static final List<List<Scenario>> TABLES = List.of(TOKENS, TENANTS, EPOCHS, CORRELATION, FORMS);

    private EdgeScenarios() {}

    private static Scenario unauthorized(Scenario scenario) {
        return scenario.refusedPlainly(401, "unauthorized").headerMatches("WWW-Authenticate", "Bearer.*");
    }
}
