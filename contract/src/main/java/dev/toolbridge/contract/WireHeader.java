package dev.toolbridge.contract;

/// The names of the headers that are ours.
public final class WireHeader {
    public static final String TENANT = "X-TB-Tenant-ID";

    /// Selects the shared space of a request, as `/v1/spaces/{space}` before its path does.
    public static final String SPACE = "X-TB-Space";

    public static final String CORRELATION = "X-Correlation-ID";
    public static final String SYNC_SESSION = "X-Sync-Session";
    public static final String SYNC_EPOCH = "X-Sync-Epoch";
    public static final String CURSOR_RESET = "X-Sync-Cursor-Reset";
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    public static final String IDEMPOTENCY_REPLAYED = "Idempotency-Replayed";

    /// The time zone of the days in a request, by its IANA name.
    public static final String ZONE = "X-TB-Zone";

    /// The caller's statement about itself; kept in the journal as a claim, at most [#CLAIM_LENGTH_MAX]
    /// printable characters.
    public static final String CLIENT = "X-TB-Client";

    public static final String TOOL = "X-TB-Tool";

    /// The MCP server's mark on all requests of one call of a tool, which is counted once by it.
    public static final String TOOL_CALL = "X-TB-Tool-Call";

    public static final String RUN = "X-TB-Run";
    public static final int CLAIM_LENGTH_MAX = 200;

    private WireHeader() {}
}
