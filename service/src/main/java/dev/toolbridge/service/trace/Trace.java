package dev.toolbridge.service.trace;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// A place in a trace: the trace, and the span that stands for our part in it. W3C Trace Context, section 3.2.
///
/// @param traceId 32 hexadecimal digits, the same for all that one request causes
/// @param spanId 16 hexadecimal digits, our own
/// @param flags two hexadecimal digits, as they came
public record Trace(String traceId, String spanId, String flags) {
    /// The header's name, in requests and in log lines.
    public static final String HEADER = "traceparent";

    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(?:-.*)?");
    private static final Pattern VERSION_0 = Pattern.compile("00-[0-9a-f-]{52}");
    private static final String NOT_SAMPLED = "00";
    private static final ScopedValue<Trace> CURRENT = ScopedValue.newInstance();

    /// The trace of the request that this thread works on.
    public static Optional<Trace> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /// Our part of the trace that the header names; a new trace when it names none.
    public static Trace from(List<String> headerValues) {
        var parent = TRACEPARENT.matcher(headerValues.size() == 1 ? headerValues.getFirst() : "");
        return parent.matches() && isWhole(headerValues.getFirst())
                ? new Trace(parent.group(1), newSpanId(), parent.group(2))
                : new Trace(newSpanId() + newSpanId(), newSpanId(), NOT_SAMPLED);
    }

    /// Runs work that belongs to this trace.
    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /// Gives what work that belongs to this trace gives.
    public <T> T call(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /// The header for requests that this part of the trace sends.
    public String header() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }

    /// Version 0 has nothing behind the flags; later versions may.
    private static boolean isWhole(String header) {
        return !header.startsWith("00-") || VERSION_0.matcher(header).matches();
    }

    /// Sixteen digits that are not all zero.
    private static String newSpanId() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1);
    }
}
