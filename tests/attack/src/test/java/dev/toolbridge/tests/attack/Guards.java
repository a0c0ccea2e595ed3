package dev.toolbridge.tests.attack;

import static dev.toolbridge.tests.attack.Guard.ofApi;
import static dev.toolbridge.tests.attack.Guard.ofContract;
import static dev.toolbridge.tests.attack.Guard.ofService;
import static dev.toolbridge.tests.attack.Guard.ofToken;

import java.util.List;
import java.util.Set;

/// The most important guards, each with the attack that it stops.
final class Guards {
    private static final String CLAIMS = "ClaimRules.java";
    private static final String PROVIDER = "ProviderRules.java";
    private static final String NOTHING = "";

    private static final List<Guard> OF_TOKENS = List.of(
            ofToken("TokenSyntax.java", "requireCanonical(part);", "part.strip();")
                    .named("a token has one spelling")
                    .against("unused bits at the end"),
            ofToken("KeySelector.java", "throw new TokenRejected(\"no key id\");", NOTHING)
                    .named("a token names its key")
                    .against("no key id, among several keys"),
            ofToken("JwtVerifier.java", "throw new TokenRejected(\"issued in the future\");", NOTHING)
                    .named("no token comes from the future")
                    .against("issued in the future"),
            ofToken(CLAIMS, "throw new TokenRejected(\"another issuer\");", NOTHING)
                    .named("the issuer is the exact one")
                    .against("another issuer, or almost the same"),
            ofToken(CLAIMS, "throw new TokenRejected(\"another audience\");", NOTHING)
                    .named("a token is meant for us")
                    .against("another audience where any of ours is taken"),
            ofToken(PROVIDER, "throw new TokenRejected(\"an ID token is no access token\");", NOTHING)
                    .named("an ID token opens nothing")
                    .against("an ID token: a nonce"),
            ofToken("CachingVerifier.java", "throw new TokenRejected(\"an ID token opens nothing\");", NOTHING)
                    .named("a known client's ID token is no access token")
                    .against("exchange with an ID token of a known client"),
            ofToken(
                            PROVIDER,
                            "throw new TokenRejected(\"the identity provider does not issue backend tokens\");",
                            NOTHING)
                    .named("the key says whose a token is, not a claim")
                    .against("said to be a backend token"),
            ofToken("CachingVerifier.java", "throw new TokenRejected(\"revoked\");", NOTHING)
                    .named("an ended session ends its tokens")
                    .against("a session that has ended"),
            ofToken(
                            "signature/PublishedKeys.java",
                            "return clock.instant().isBefore(attempt.at().plus(pause));",
                            "return false;")
                    .named("unknown key ids fetch nothing")
                    .against("hundreds of unknown key ids"));

    private static final List<Guard> OF_EXCHANGE = List.of(
            ofToken(
                            "bearer/BearerTokens.java",
                            "if (!audiences.openRoutes(token)) {",
                            "if (token.subject().isEmpty()) {")
                    .named("a token for the MCP server opens no route")
                    .against("a token for the MCP server"),
            ofApi("access/TokenExchange.java", "identity.providersToken()", "identity.token()")
                    .named("only the provider's tokens are exchanged")
                    .against("a backend token, to live for ever"),
            ofApi("access/TokenExchange.java", "!config.audiences().contains(audience)", "audience.isEmpty()")
                    .named("tokens are exchanged for known audiences")
                    .against("exchange for somebody else"),
            ofApi("access/TokenExchange.java", "if (!proven) {", "if (!proven && secret.isEmpty()) {")
                    .named("who acts for others proves itself")
                    .against("exchange as the sidecar, without its secret"));

    private static final List<Guard> OF_TENANTS = List.of(
            ofApi("access/Tenants.java", "if (boundElsewhere || !isOpen(tenant))", "if (!isOpen(tenant))")
                    .named("the credential's tenant is the only one")
                    .against("another tenant than the token's"),
            ofApi(
                            "access/Tenants.java",
                            ".map(membership -> Role.named(membership.role()));",
                            ".map(membership -> Role.named(membership.role())).or(() -> Optional.of(Role.MEMBER));")
                    .named("a tenant is for its members")
                    .against("another tenant, whether it is there or not"),
            ofApi(
                            "access/Tenants.java",
                            "return alone ? Optional.of(Role.MEMBER) : Optional.empty();",
                            "return Optional.of(Role.MEMBER);")
                    .named("the default tenant is for users of no other")
                    .against("the default tenant by a member of another"),
            ofApi(
                            "access/membership/Memberships.java",
                            "budget.spend(user, tenant).ifPresent(Memberships::refuse);",
                            NOTHING)
                    .named("one user asks about few tenants")
                    .against("many tenants tried out by one user"),
            ofApi("access/membership/SoftCache.java", "if (other != null) {", "if (other == mine) {")
                    .named("one question at a time")
                    .against("hundreds of first requests at a time"),
            ofApi("access/membership/WebhookSignature.java", "return genuine && distanceMs", "return distanceMs")
                    .named("webhooks are signed")
                    .against("a webhook that somebody else signed"),
            ofApi(
                            "access/membership/WebhookSignature.java",
                            "return genuine && distanceMs <= TOLERANCE.toMillis();",
                            "return genuine;")
                    .named("webhooks are of now")
                    .against("an old webhook, or one of the future"));

    private static final List<Guard> OF_RIGHTS = List.of(
            ofApi("access/Scopes.java", "if (!has(caller, scope)) {", "if (!has(caller, scope) && scope.isEmpty()) {")
                    .named("every route needs its scope")
                    .against("a token that may only read writes"),
            ofContract(
                            "scope/GrantedScopes.java",
                            "return written.isEmpty() ?",
                            "return written.stream().noneMatch(name -> Scope.known(name).isPresent()) ?")
                    .named("a scope that nobody knows grants nothing")
                    .against("a token of scopes that nobody knows"),
            ofApi("access/Identity.java", "GrantedScopes.ofKey(by.key().scopes());", "GrantedScopes.ofToken(Set.of());")
                    .named("a key has its own scopes")
                    .against("a key beyond its scopes"),
            ofApi(
                            "access/Identity.java",
                            "case Credential.Key by -> Optional.of(by.key().tenant());",
                            "case Credential.Key _ -> Optional.empty();")
                    .named("a key is for one tenant")
                    .against("a key in another tenant"),
            ofApi("access/DebugSubject.java", "if (!allowed || !LOOPBACK", "if (!LOOPBACK")
                    .named("a mere name opens nothing")
                    .against("a mere name, in production"),
            ofService("rate/UserRates.java", "if (!taking.taken()) {", "if (!taking.taken() && user.isEmpty()) {")
                    .named("users have a rate")
                    .against("more requests than the rate"));

    private static final List<Guard> OF_DATA = List.of(
            ofApi("access/Caller.java", "() -> new Space(tenant, user)", "() -> new Space(tenant, new UUID(0, 0))")
                    .named("a user sees their own space")
                    .against("an item of another user"),
            ofApi("access/Caller.java", "() -> new Space(tenant, user)", "() -> new Space(\"all\", user)")
                    .named("a tenant is a world of its own")
                    .against("an item of one's own in another tenant"),
            ofApi("sync/SyncSessions.java", "!parts.get(1).equals(owner(caller))", "parts.get(1).isEmpty()")
                    .named("a sync session is its owner's")
                    .against("a sync session of another user"),
            ofService(
                            "signed/Seal.java",
                            "boolean genuine = MessageDigest.isEqual(bytes(parts.getLast()),"
                                    + " bytes(mac(key.get(), signed)));",
                            "boolean genuine = !signed.isEmpty();")
                    .named("cursors are signed")
                    .against("a cursor that was changed"),
            ofService("http/Request.java", "if (values.size() > 1) {", "if (values.size() > 9) {")
                    .named("a header comes once")
                    .against("two tokens"));

    private static final List<Guard> OF_CONNECTIONS = List.of(
            ofService("http/connection/StallWatch.java", "inflow.end();", NOTHING)
                    .named("a request comes in time")
                    .against("requests that stand half-sent"),
            ofService("http/EdgeFilter.java", "throw new CloseConnectionException(\"the body was not read\");", NOTHING)
                    .named("what was not read is no request")
                    .against("a body that nobody waited for"),
            ofService("http/RequestBody.java", "if (count > bytesMax) {", "if (count < 0) {")
                    .named("bodies have an end")
                    .against("chunks larger than all limits"));

    private static final List<List<Guard>> TABLES =
            List.of(OF_TOKENS, OF_EXCHANGE, OF_TENANTS, OF_RIGHTS, OF_DATA, OF_CONNECTIONS);

    /// Guards outside the build's 21, since each starts a server; `-Dtoolbridge.guards=all` plays all.
    private static final Set<String> ON_REQUEST = Set.of(
            "no token comes from the future",
            "an ID token opens nothing",
            "a known client's ID token is no access token",
            "a token names its key",
            "unknown key ids fetch nothing",
            "tokens are exchanged for known audiences",
            "who acts for others proves itself",
            "the default tenant is for users of no other",
            "one user asks about few tenants",
            "one question at a time",
            "webhooks are of now",
            "a mere name opens nothing",
            "users have a rate",
            "bodies have an end");

    private Guards() {}

    static List<Guard> all() {
        return TABLES.stream().flatMap(List::stream).toList();
    }

    /// The guards that this build plays.
    static List<Guard> played() {
        boolean isAll = "all".equals(System.getProperty("toolbridge.guards"));
        return all().stream()
                .filter(guard -> isAll || !ON_REQUEST.contains(guard.name()))
                .toList();
    }
}
