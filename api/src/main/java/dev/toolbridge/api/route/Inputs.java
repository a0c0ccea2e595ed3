package dev.toolbridge.api.route;

import static dev.toolbridge.api.route.ApiParameters.AS_OF;
import static dev.toolbridge.api.route.ApiParameters.CLIENT;
import static dev.toolbridge.api.route.ApiParameters.DELETED;
import static dev.toolbridge.api.route.ApiParameters.EPOCH;
import static dev.toolbridge.api.route.ApiParameters.EVERYBODYS;
import static dev.toolbridge.api.route.ApiParameters.FROM;
import static dev.toolbridge.api.route.ApiParameters.HITS;
import static dev.toolbridge.api.route.ApiParameters.IF_MATCH;
import static dev.toolbridge.api.route.ApiParameters.IF_NONE_MATCH;
import static dev.toolbridge.api.route.ApiParameters.LATEST;
import static dev.toolbridge.api.route.ApiParameters.MODE;
import static dev.toolbridge.api.route.ApiParameters.ONCE;
import static dev.toolbridge.api.route.ApiParameters.PREFER;
import static dev.toolbridge.api.route.ApiParameters.QUESTION;
import static dev.toolbridge.api.route.ApiParameters.RUN;
import static dev.toolbridge.api.route.ApiParameters.SESSION;
import static dev.toolbridge.api.route.ApiParameters.TENANT;
import static dev.toolbridge.api.route.ApiParameters.TOOL;
import static dev.toolbridge.api.route.ApiParameters.WITH_PAYLOAD;
import static dev.toolbridge.api.route.ApiParameters.ZONE;
import static dev.toolbridge.api.route.ApiParameters.ZONE_HEADER;
import static dev.toolbridge.service.route.Parameter.CURSOR;
import static dev.toolbridge.service.route.Parameter.LIMIT;

import dev.toolbridge.service.route.Input;

/// The inputs of the data plane's operations.
public final class Inputs {
    private static final int BODY_BYTES_MAX = 2 * 1_048_576;
    private static final int BATCH_BYTES_MAX = 16 * 1_048_576;
    private static final int ACCOUNT_BYTES_MAX = 65_536;
    private static final int VARIABLE_BYTES_MAX = 524_288;
    private static final int UPLOAD_BYTES_MAX = 256 * 1_048_576;
    private static final int VARIABLES_BYTES_MAX = 4 * 1_048_576;

    /// Reads only the tenant, the client, the tool and the run of a request.
    public static final Input ACCOUNT = Input.NONE.reading(TENANT, CLIENT, TOOL, RUN);

    public static final Input ACCOUNT_CHANGE = ACCOUNT.upTo(ACCOUNT_BYTES_MAX);

    /// Sends a file, which is written as it comes.
    public static final Input UPLOAD = ACCOUNT.reading(ONCE).upTo(UPLOAD_BYTES_MAX);

    /// Changes one version of something that is no item of the caller's own.
    public static final Input ACCOUNT_VERSION = ACCOUNT.reading(IF_MATCH);

    /// Sets a variable; each of its bytes may take six in JSON.
    public static final Input VARIABLE = ACCOUNT_VERSION.upTo(VARIABLE_BYTES_MAX);

    /// Sets many variables.
    public static final Input VARIABLES = ACCOUNT.upTo(VARIABLES_BYTES_MAX);

    /// Decides about something that is kept, once and for all.
    public static final Input CLOSING = ACCOUNT.upTo(BODY_BYTES_MAX);

    /// Takes in many items that are read whole.
    public static final Input MANY_ITEMS = ACCOUNT.upTo(BATCH_BYTES_MAX);

    public static final Input KEY_LIST = ACCOUNT.reading(EVERYBODYS);

    /// Reads one version of an item, or another resource that its path names.
    public static final Input VERSION = ACCOUNT.reading(SESSION, EPOCH);

    public static final Input PAGE = VERSION.reading(LIMIT, CURSOR);
    public static final Input LIST = PAGE.reading(DELETED);
    public static final Input HISTORY = PAGE.reading(WITH_PAYLOAD);
    public static final Input DIFFERENCE = VERSION.reading(FROM);
    public static final Input ITEM = VERSION.reading(DELETED, AS_OF, ZONE, ZONE_HEADER, IF_NONE_MATCH);
    public static final Input SEARCH =
            VERSION.reading(QUESTION, ReadableTypes.TYPES, HITS, CURSOR, MODE, ZONE, ZONE_HEADER);
    public static final Input NEW_ITEM = VERSION.reading(ONCE).upTo(BODY_BYTES_MAX);

    /// Changes many items, some of them by a condition with days.
    public static final Input BATCH = NEW_ITEM.reading(ZONE_HEADER);

    public static final Input CHANGE = NEW_ITEM.reading(IF_MATCH);

    /// Changes fields; a client of an older version may have them merged.
    public static final Input MERGEABLE = CHANGE.reading(PREFER);

    private static final Input SYNC = ACCOUNT.reading(SESSION.required(), EPOCH.required());

    public static final Input PULL = SYNC.reading(LIMIT, CURSOR);
    public static final Input CHANGES = PULL.reading(LATEST);
    public static final Input PUSH = SYNC.reading(ONCE).upTo(BATCH_BYTES_MAX);
    public static final Input SYNC_SESSIONS = ACCOUNT.upTo(BODY_BYTES_MAX);
    public static final Input SYNC_STATE = ACCOUNT.reading(SESSION.required());
    public static final Input WIPE = SYNC_STATE.reading(ONCE).upTo(BODY_BYTES_MAX);

    private Inputs() {}
}
