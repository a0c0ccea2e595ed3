package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.query.AggregateCost;
import dev.toolbridge.proof.query.IndexerCost;
import dev.toolbridge.proof.query.QueryCost;
import dev.toolbridge.proof.query.SearchCost;
import dev.toolbridge.proof.query.TagCost;
import dev.toolbridge.proof.report.Row;
import java.util.List;

/// All measurements, by their names on the command line.
final class Measurements {
    static final List<Row> ALL = List.of(
            new Row("bare", "get, list, create and patch against a server with nothing of ours", BareRatios::run),
            new Row("requests", "get, list, create and patch against the same SQL by pgbench", RequestRates::run),
            new Row(
                    "tools",
                    "calls of tools by fifty users, and by the SDK's servlet, against the same at the API",
                    ToolRates::run),
            new Row("sessions", "sessions opened and abandoned leave no memory behind", SessionMemory::run),
            new Row("idle-streams", "the live heap that open streams take while nothing changes", StreamMemory::run),
            new Row("fan-out", "from a write to all streams of its space, each change once", StreamFanOut::run),
            new Row("push", "pushes of 500 items against the same insert by pgbench, batched", PushRate::run),
            new Row("combiner", "one hot space with and without the combiner", CombinerGain::run),
            new Row("batch", "100 creates in one batch against 100 requests", BatchGain::run),
            new Row("neighbour", "the p99 of a space while another is flooded", NeighbourLatency::run),
            new Row("growth", "get, list and pull as the space grows", GrowthCost::run),
            new Row("webhooks", "from a commit to the first attempts of twenty webhooks, one dead", WebhookDelays::run),
            new Row("recall", "recall in a project of 50,000 memories among a thousand tenants", RecallTimes::run),
            new Row("projects", "get and create in projects against personal spaces", ProjectPrice::run),
            new Row("context", "the context of a project against the same SQL by pgbench", ContextRate::run),
            new Row("notices", "from a change to the notice of an assistant behind fbc serve", NoticeDelays::run),
            new Row("queries", "filters and orders as the space grows", QueryCost::run),
            new Row("aggregates", "counts and sums over a whole space", AggregateCost::run),
            new Row("search", "searches in a large space, and the speed of the indexer", SearchCost::run),
            new Row("tags", "pushes of 500 items with tags and without", TagCost::run),
            new Row("indexer", "writers beside the indexer and without it", IndexerCost::run),
            new Row("proposals", "100 operations proposed, shown and approved", ProposalCost::run),
            new Row("pooler", "get, list and create as behind a pooler against named statements", PoolerPrice::run));

    private Measurements() {}
}
