package dev.toolbridge.tests.scenario;

import static dev.toolbridge.tests.scenario.Scenario.INSTANT;
import static dev.toolbridge.tests.scenario.Scenario.get;

import dev.toolbridge.contract.ErrorCode;
import java.util.List;

/// `GET /v1/{plural}` in one request; [ListTest] reads several pages.
final class ListScenarios {
    private static final String LIST = "/v1/<plural>";

    /// A header that makes an item before the request, since scenarios fill in their headers first.
    private static final String MAKES = "X-Made-First";

    static final List<Scenario> TABLE = List.of(
            get("list nothing", LIST)
                    .header("Content-Type", "application/json")
                    .json("/items", "[]")
                    .json("/hasMore", "false")
                    .absent("/nextCursor"),
            get("list one", LIST)
                    .with(MAKES, "<live>")
                    .is("/items/0/uid", "<live>")
                    .json("/items/0/version", "1")
                    .matches("/items/0/updatedAt", INSTANT)
                    .absent("/items/0/deletedAt")
                    .is("/items/0/payload/uid", "<live>")
                    .is("/items/0/payload/<text>", "a <text>")
                    .json("/items/0/payload/sync", "{\"version\":1,\"isDeleted\":false}")
                    .absent("/items/1")
                    .json("/hasMore", "false")
                    .matches("/nextCursor", ".+"),
            get("list nothing but what was deleted", LIST)
                    .with(MAKES, "<deleted>")
                    .json("/items", "[]")
                    .absent("/nextCursor"),
            get("list what was deleted too", LIST + "?includeDeleted=true")
                    .with(MAKES, "<deleted>")
                    .is("/items/0/uid", "<deleted>")
                    .matches("/items/0/deletedAt", INSTANT)
                    .json("/items/0/payload/sync/isDeleted", "true"),
            get("list with 1 for true", LIST + "?includeDeleted=1")
                    .with(MAKES, "<deleted>")
                    .json("/items", "[]"),
            get("list nobody else's", LIST + "?includeDeleted=true")
                    .with(MAKES, "<strangers>")
                    .json("/items", "[]"),
            lenient("limit=0"),
            lenient("limit=-5"),
            lenient("limit=abc"),
            lenient("limit="),
            lenient("limit=1.5"),
            lenient("limit=99999999999999999999"),
            lenient("limit=1001"),
            lenient("limit=1"),
            lenient("order=changed.asc"),
            lenient("order=changed.desc"),
            get("list in an order there is not", LIST + "?order=mood.desc").answers(400),
            get("list in no order", LIST + "?order=changed.sideways").answers(400),
            get("list by a condition that cannot be read", LIST + "?<text>=bogus.x")
                    .answers(400),
            get("list by a condition without an operator", LIST + "?<text>=x").answers(400),
            get("list from a cursor that is none", LIST + "?cursor=abc").refused(ErrorCode.INVALID_CURSOR),
            get("list from a cursor of other bytes", LIST + "?cursor=%00%ff").refused(ErrorCode.INVALID_CURSOR),
            get("list from a long cursor", LIST + "?cursor=" + "a".repeat(4_000))
                    .refused(ErrorCode.INVALID_CURSOR));

    private ListScenarios() {}

    private static Scenario lenient(String query) {
        return get("list with " + query, LIST + "?" + query)
                .with(MAKES, "<live>")
                .is("/items/0/uid", "<live>");
    }
}
