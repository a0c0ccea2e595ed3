package dev.toolbridge.tests.container;

import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.wire.JsonValues;
import java.util.List;
import java.util.stream.StreamSupport;

/// The dashboard for Grafana, as Grafana reads it.
final class Dashboard {
    private static final String FILE = "deploy/grafana/toolbridge.json";

    private Dashboard() {}

    static String text() {
        return Checkout.text(Checkout.file(FILE));
    }

    /// The queries of all panels, with the values that a reader's choice of everything puts into them.
    static List<String> queries() {
        return StreamSupport.stream(JsonValues.parse(text()).path("panels").spliterator(), false)
                .flatMap(panel -> StreamSupport.stream(panel.path("targets").spliterator(), false))
                .map(target -> target.path("expr").asText())
                .map(query -> query.replace("$__rate_interval", "1m").replaceAll("\\$(instance|tenant)\\b", ".*"))
                .toList();
    }
}
