package dev.toolbridge.tests.attack;

import static dev.toolbridge.tests.attack.AttackKind.kind;

import java.util.List;
import java.util.stream.Stream;

/// The sixty-four kinds of attack.
public final class AttackKinds {
    private static final String UNAUTHORIZED = "401";
    private static final String NOT_THERE = "404, nothing changed";

    private static final List<AttackKind> TOKENS = List.of(
            kind(1, "no credential", "401 with a challenge"),
            kind(2, "another scheme, odd spaces, two tokens", "401; two: 400", "OddRequestsTest.twoTokensAreNoToken"),
            kind(3, "no algorithm, no signature, another's signature", UNAUTHORIZED),
            kind(4, "HS256 with the public key as secret", UNAUTHORIZED),
            kind(5, "a weak or well-known secret", "no start; 401", "StartTest.productionTakesNoWeakSecret"),
            kind(6, "hundreds of unknown key ids", "401, one fetch at most"),
            kind(7, "key ids that are no names, or missing among several keys", "401, no fetch"),
            kind(8, "keys that the token brings along", "401, nobody is asked for them"),
            kind(9, "critical extensions, unencoded payloads", UNAUTHORIZED),
            kind(10, "another issuer, or almost the same", UNAUTHORIZED),
            kind(11, "another audience, none, thousands", UNAUTHORIZED),
            kind(
                    12,
                    "a token for the other server",
                    UNAUTHORIZED,
                    "AudiencesTest.inExchangeModeTheRoutesTakeTheApisAudienceOnly"),
            kind(13, "no end, an end in the past, an end that is none", UNAUTHORIZED),
            kind(14, "not valid yet, issued in the future", UNAUTHORIZED),
            kind(15, "subjects that are no names", UNAUTHORIZED),
            kind(16, "a token of the provider that says it is ours", UNAUTHORIZED),
            kind(17, "exchanging what was exchanged", "400"),
            kind(18, "exchange for others, for more, for longer", "400, 401, or less than asked"),
            kind(19, "the same token, spelt otherwise", "401, no room taken"),
            kind(20, "a token whose session ended", UNAUTHORIZED),
            kind(21, "encrypted, nested, huge, deep tokens, names twice", "401 at once; beyond 16 KiB: 431"),
            kind(22, "an ID token", "401; of a known client: its tenant and nothing else"),
            kind(23, "a key that was taken back", "401, from the cache too"),
            kind(24, "no keys to be had", "known keys: 200; none yet: 503", "ProviderOutageTest.whileKeysCannotBeHad"),
            kind(25, "key sets that are none", "the old keys stay"));

    private static final List<AttackKind> TENANTS = List.of(
            kind(26, "no tenant, two tenants", "401, 400", "OddRequestsTest.twoTenantsAreNoTenant"),
            kind(27, "another tenant", "403, whether it is there or not"),
            kind(28, "the default tenant by a member of another", "403"),
            kind(29, "a membership that is not active", "403"),
            kind(30, "memberships on many pages, or without an end", "found; 503"),
            kind(31, "another tenant than the token's", "403"),
            kind(
                    32,
                    "a removed member",
                    "403 at once; within 60 s without webhooks",
                    "RevocationTest.withEveryWebhookLostTheEventsTell"),
            kind(33, "webhooks forged, old, repeated, huge", "401, 413, and never a right"),
            kind(
                    34,
                    "WorkOS down, slow, limiting, malformed",
                    "known: 200; unknown: 503",
                    "ProviderOutageTest.whileMembershipsCannotBeHad"),
            kind(35, "many tenants tried out", "429, others are served"),
            kind(36, "hundreds of first requests at a time", "one question"),
            kind(37, "names that look alike when glued", "two questions"),
            kind(38, "no key of WorkOS", "the default tenant only"),
            kind(
                    39,
                    "a mere name",
                    "401; no start",
                    "DebugSubjectTest.itStopsTheStartWhereItMustNotBe",
                    "DebugSubjectTest.switchedOnATokenStillWins"));

    private static final List<AttackKind> DATA = List.of(
            kind(
                    40,
                    "every operation on others' items",
                    NOT_THERE,
                    "MatrixTest.nothingLeaks",
                    "IsolationTest.anotherUserOfTheTenantFindsNothing"),
            kind(41, "fields of power in a body", "kept as data"),
            kind(42, "others' parents, others' uids", "400; as if nobody had it"),
            kind(
                    43,
                    "others' cursors, changed cursors, huge pages",
                    "400, 409; at most 1,000",
                    "MatrixTest.nothingLeaks"),
            kind(
                    44,
                    "SQL with another tenant or none",
                    "no rows",
                    "RowsTest.nobodyReadsOrChangesRowsOfAnotherTenant",
                    "RowsTest.withoutATenantThereIsNothing",
                    "RowIsolationTest.hasNoRightsBeyondItsWork"),
            kind(45, "others' sync sessions", "403; made up: 428", "MatrixTest.nothingLeaks"));

    private static final List<AttackKind> ASSISTANTS = List.of(
            kind(46, "another's MCP session", "404", "LegacySseTest.anotherUserCannotPostIntoTheSession"),
            kind(
                    47,
                    "an MCP session without a token; a token that ends",
                    "401; the stream ends",
                    "StreamTest.aStreamEndsWithItsToken"),
            kind(48, "foreign Host and Origin", "421, 403", "AdmissionTest.hostAndOriginAreCheckedBeforeAnythingElse"),
            kind(
                    49,
                    "a resource that names another",
                    "it names itself",
                    "PlainHttpTest.withAnIdentityProviderEachResourceNamesItself"),
            kind(50, "the token in the query", UNAUTHORIZED),
            kind(
                    51,
                    "writing with a right to read; scopes that nobody knows",
                    "403, naming the scope",
                    "RouteTableTest.aRightlessCredentialOpensNothingButItsOwnProfile"),
            kind(52, "an unknown revision", "400", "AdmissionTest.anUnknownRevisionInTheHeaderIsRefused"),
            kind(
                    53,
                    "batches, deep and broken messages",
                    "400",
                    "StreamableHttpTest.deeplyNestedJsonIsRefused",
                    "StreamableHttpTest.whatIsNotJsonRpcIsRefusedUnderItsIdWithoutAWordOfInternals"),
            kind(
                    54,
                    "a note that gives orders",
                    "stays data",
                    "ToolCallsTest.storedTextCannotPassForAnythingElse",
                    "CatalogueTest.toolsAreAsTheGoldenFilesShowThem"),
            kind(
                    55,
                    "arguments that name a tenant, a user, a file",
                    "no power; 400",
                    "RefusalsTest.wrongArgumentsAreNamedAndNothingIsDone"),
            kind(
                    56,
                    "handles that were changed or are another's",
                    "400, 409: the only handles are cursors and sessions",
                    "CursorCodecTest.noticesEveryChangedLetter"),
            kind(
                    57,
                    "too many sessions and streams",
                    "the oldest makes room",
                    "SessionsTest.thereAreNoMoreSessionsThanAllowed",
                    "StreamTest.fourStreamsLiveSideBySideAndAFifthEndsTheFirst"));

    private static final List<AttackKind> REST = List.of(
            kind(
                    58,
                    "keys mistyped, ended, in another tenant, beyond their scopes",
                    "401, 403, 400",
                    "ApiKeyTest.keysThatAreNoneAreAllRefusedAlike",
                    "KeyRoutesTest.aReplacedKeyOverlapsAndThenEnds"),
            kind(59, "the signature of the former sidecar", "401: it proves nothing here"),
            kind(60, "smuggled requests, headers twice, other protocols", "one refusal, then the end"),
            kind(
                    61,
                    "requests half-sent, idle connections, endless chunks",
                    "ended in time, others are served",
                    "StallTest.endsOneThatSendsALetterNowAndThen"),
            kind(
                    62,
                    "bodies that cost more than they should",
                    "4xx at once",
                    "OddRequestsTest.bytesThatAreNotUtf8AreRefused"),
            kind(
                    63,
                    "addresses that the server shall fetch",
                    "none is fetched but those configured",
                    "ClientsTest.descriptionsAreNotFetchedFromEverywhere"),
            kind(
                    64,
                    "odd paths, methods, origins, ids; more than the rate",
                    "4xx, no word of internals",
                    "OddRequestsTest.noSpellingOfAPathGetsRoundTheToken",
                    "RateTest.oneTooManyIsRefusedWithWhenToComeAgain"));

    public static final List<AttackKind> ALL = Stream.of(TOKENS, TENANTS, DATA, ASSISTANTS, REST)
            .flatMap(List::stream)
            .toList();

    private AttackKinds() {}
}
