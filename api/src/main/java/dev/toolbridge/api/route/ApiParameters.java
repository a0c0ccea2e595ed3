package dev.toolbridge.api.route;

import static dev.toolbridge.service.route.Parameter.SIGNED_LENGTH_MAX;
import static dev.toolbridge.service.route.Parameter.header;
import static dev.toolbridge.service.route.Parameter.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.Schema;
import java.util.List;

/// The query parameters and headers of the data plane.
public final class ApiParameters {

    /// The texts that a header can carry: blanks at the ends are not part of the value.
    private static final String PRINTABLE = "^[!-~]([ -~]*[!-~])?$";

    private static final int ORDER_LENGTH_MAX = 1_000;
    private static final String ORDERS =
            "changed.asc or changed.desc by the last change, or up to four fields, each with"
                    + " .asc or .desc and .nullsfirst or .nullslast.";
    /// The largest number of a version or of a change that a request may name.
    public static final long NUMBER_MAX = 999_999_999_999_999_999L;

    static final Parameter TENANT = header(
            WireHeader.TENANT, "Selects the tenant.", Schema.text("^[!-+.-~\\-]+$", WireHeader.CLAIM_LENGTH_MAX));
    static final Parameter CLIENT = claim(WireHeader.CLIENT, "The client");
    static final Parameter TOOL = claim(WireHeader.TOOL, "The tool");
    static final Parameter RUN = claim(WireHeader.RUN, "The run");
    public static final Parameter LATEST = query(
            "latest", "Whether to show the newest, and begin a cursor behind them instead of a copy.", Schema.flag());
    public static final Parameter DELETED =
            query("includeDeleted", "Whether to show deleted items too.", Schema.flag());
    public static final Parameter ORDER = query("order", "The order of the list: " + ORDERS, order());
    public static final Parameter AS_OF = query(
            "asOf",
            "Shows what was at an instant, at the end of a day, or after the change with this number.",
            Schema.any(Schema.time(), Schema.date(), relativeDay(), Schema.whole(0, NUMBER_MAX)));
    public static final Parameter ZONE = query(
            "tz",
            "The zone of the days in the question, by its IANA name; by default that of the token or the server.",
            zone());
    public static final Parameter WITH_PAYLOAD =
            query("payload", "False to leave out the payloads.", Schema.flag().put("default", true));
    public static final Parameter FROM = query(
            "from",
            "The version to compare with; 0 is the empty object. By default the version before.",
            Schema.whole(0, NUMBER_MAX));
    static final Parameter IF_MATCH = header(
            "If-Match",
            "The version that must be stored, as its ETag or as a number; a list, or * for any.",
            Schema.text("^[ -~]*$", SIGNED_LENGTH_MAX));
    static final Parameter PREFER = header(
            "Prefer",
            "merge: merges the fields with what has changed since the version of If-Match.",
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
    public static final Parameter HITS =
            query("limit", "How many hits at most.", Schema.whole(1, HITS_MAX).put("default", HITS_DEFAULT));
    public static final Parameter MODE =
            query("mode", "How to search.", Schema.choice(List.of("lexical")).put("default", "lexical"));

    private ApiParameters() {}

    private static ObjectNode relativeDay() {
        var schema = Schema.text("^today([+-][0-9]{1,5})?$", 11);
        schema.putArray("examples").add("today-7");
        return schema;
    }

    private static ObjectNode zone() {
        var schema = Schema.text("^[A-Za-z0-9_+/-]+$", 64);
        schema.putArray("examples").add("Europe/Berlin");
        return schema;
    }

    private static ObjectNode order() {
        var schema = Schema.text("^[^\\u0000]+$", ORDER_LENGTH_MAX).put("default", "changed.asc");
        schema.putArray("examples").add("changed.asc").add("changed.desc").add("createdAt.desc.nullslast,version");
        return schema;
    }

    private static Parameter claim(String name, String who) {
        return header(
                name,
                who + " by its own account; the journal keeps it as a claim.",
                Schema.text(PRINTABLE, WireHeader.CLAIM_LENGTH_MAX));
    }
}
