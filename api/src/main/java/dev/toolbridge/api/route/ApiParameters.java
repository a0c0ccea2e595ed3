package dev.toolbridge.api.route;

import static dev.toolbridge.service.route.Parameter.SIGNED_LENGTH_MAX;
import static dev.toolbridge.service.route.Parameter.header;
import static dev.toolbridge.service.route.Parameter.query;

import dev.toolbridge.api.item.place.PageQuery;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The query parameters and headers of the data plane.
public final class ApiParameters {

    /// The texts that a header can carry: blanks at the ends are not part of the value.
    private static final String PRINTABLE = "^[!-~]([ -~]*[!-~])?$";

    static final Parameter TENANT = header(
            WireHeader.TENANT, "Selects the tenant.", Schema.text("^[!-+.-~\\-]+$", WireHeader.CLAIM_LENGTH_MAX));
    static final Parameter CLIENT = claim(WireHeader.CLIENT, "The client");
    static final Parameter TOOL = claim(WireHeader.TOOL, "The tool");
    static final Parameter RUN = claim(WireHeader.RUN, "The run");
    public static final Parameter LATEST = query(
            "latest", "Whether to show the newest, and begin a cursor behind them instead of a copy.", Schema.flag());
    static final Parameter DELETED = query("includeDeleted", "Whether to show deleted items too.", Schema.flag());
    public static final Parameter ORDER = query(
            "order",
            "The order of the page: by the last change, oldest or newest first.",
            Schema.choice(orders()).put("default", PageQuery.Order.OLDEST_CHANGE_FIRST.wireName()));
    static final Parameter IF_MATCH = header(
            "If-Match",
            "The version that must be stored, as its ETag or as a number; a list, or * for any.",
            Schema.text("^[ -~]*$", SIGNED_LENGTH_MAX));
    static final Parameter IF_NONE_MATCH =
            header("If-None-Match", "The version that the client has.", Schema.text("^[ -~]*$", SIGNED_LENGTH_MAX));
    static final Parameter ONCE = header(
            WireHeader.IDEMPOTENCY_KEY,
            "Names the request, so that sending it again does it once only.",
            Schema.text(PRINTABLE, 255).put("minLength", 1));
    public static final Parameter EVERYBODYS =
            query("all", "Whether to show those of the whole tenant, to administrators.", Schema.flag());
    static final Parameter SESSION =
            header(WireHeader.SYNC_SESSION, "The sync session.", Schema.text("^[A-Za-z0-9_-]+$", SIGNED_LENGTH_MAX));
    static final Parameter EPOCH =
            header(WireHeader.SYNC_EPOCH, "The epoch that the client believes in.", Schema.whole(1, Integer.MAX_VALUE));

    public static final int HITS_MAX = 50;
    public static final int HITS_DEFAULT = 20;
    public static final Parameter QUESTION = query(
                    "q",
                    "The question: words, \"phrases\", -excluded words, and or between alternatives.",
                    Schema.text("^[^\\u0000]*[^\\u0000\\s][^\\u0000]*$", 500).put("minLength", 1))
            .required();
    public static final Parameter TYPES = query(
            "types",
            "The types to search, with commas between them; without it all that the caller may read.",
            Schema.text("^" + typeNames() + "(," + typeNames() + ")*$", SIGNED_LENGTH_MAX));
    public static final Parameter HITS =
            query("limit", "How many hits at most.", Schema.whole(1, HITS_MAX).put("default", HITS_DEFAULT));
    public static final Parameter MODE =
            query("mode", "How to search.", Schema.choice(List.of("lexical")).put("default", "lexical"));

    private ApiParameters() {}

    private static String typeNames() {
        return Entities.ALL.stream().map(EntityType::name).collect(Collectors.joining("|", "(", ")"));
    }

    private static List<String> orders() {
        return Arrays.stream(PageQuery.Order.values())
                .map(PageQuery.Order::wireName)
                .toList();
    }

    private static Parameter claim(String name, String who) {
        return header(
                name,
                who + " by its own account; the journal keeps it as a claim.",
                Schema.text(PRINTABLE, WireHeader.CLAIM_LENGTH_MAX));
    }
}
