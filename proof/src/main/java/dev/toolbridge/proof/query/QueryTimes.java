package dev.toolbridge.proof.query;

import dev.toolbridge.proof.load.ProcessorTime;
import dev.toolbridge.proof.load.Timings;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Reply;
import java.util.Locale;
import java.util.function.IntFunction;

/// The times of a question, asked again and again by one user.
///
/// @param timings those of the answers
/// @param processorMs the processor's time for one, of the API and of the database
record QueryTimes(Timings timings, double processorMs) {
    private static final int WARM_UP = 50;
    private static final double SHARE = 0.95;

    /// Asks so many times.
    ///
    /// @param path of each time
    static QueryTimes of(int count, SyncClient client, ProcessorTime processor, IntFunction<String> path) {
        Timings.of(0, Math.min(WARM_UP, count), number -> ask(client, path.apply(number)));
        var timings = new Timings[1];
        double processorMs =
                processor.ofMs(() -> timings[0] = Timings.of(0, count, number -> ask(client, path.apply(number))));
        return new QueryTimes(timings[0], processorMs / count);
    }

    double p95Ms() {
        return timings.percentileMs(SHARE);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "p95 %.1f p50 %.1f processor %.1f ms", p95Ms(), timings.medianMs(), processorMs);
    }

    private static void ask(SyncClient client, String path) {
        Reply reply = client.get(path);
        if (reply.status() != 200) {
            throw new AssertionError(path + ": " + reply);
        }
    }

    /// A query as it stands in an address.
    static String encoded(String query) {
        return query.replace("{", "%7B").replace("}", "%7D").replace(" ", "%20").replace("\"", "%22");
    }
}
