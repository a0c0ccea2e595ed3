package dev.toolbridge.tenants.usage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page of meters in the text format of Prometheus, as far as it concerns one tenant.
final class MeterPage {
    /// The bounds of latencies, in seconds, as the page writes them.
    static final List<String> BOUNDS = List.of("0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "1.0", "5.0", "+Inf");

    private static final String LATENCY = "toolbridge_http_latency_seconds_bucket";
    private static final String OF_TENANT = "toolbridge_tenant_";
    private static final Pattern LINE = Pattern.compile("(\\w+)\\{(.*)} ([0-9.eE+-]+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final String tenant;
    private final Map<String, Double> figures = new HashMap<>();

    private MeterPage(String tenant) {
        this.tenant = tenant;
    }

    /// Reads a page; empty if it shows nothing of the tenant.
    static Optional<MeterReading> read(String text, String tenant) {
        var page = new MeterPage(tenant);
        text.lines()
                .filter(line -> line.startsWith(OF_TENANT) || line.startsWith(LATENCY))
                .forEach(page::add);
        return page.figures.containsKey("items") ? Optional.of(page.reading()) : Optional.empty();
    }

    private void add(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return;
        }
        Map<String, String> labels = labels(parts.group(2));
        double value = Double.parseDouble(parts.group(3));
        if (parts.group(1).equals(LATENCY)) {
            figures.merge("le " + labels.get("le"), value, Double::sum);
        } else if (tenant.equals(labels.get("tenant"))) {
            figures.merge(name(parts.group(1), labels), value, Double::sum);
        }
    }

    private static String name(String meter, Map<String, String> labels) {
        String name = meter.substring(OF_TENANT.length()).replaceFirst("_total$", "");
        return name
                + Optional.ofNullable(labels.get("outcome"))
                        .or(() -> Optional.ofNullable(labels.get("hour")))
                        .map(" "::concat)
                        .orElse("");
    }

    private static Map<String, String> labels(String text) {
        var labels = new HashMap<String, String>();
        LABEL.matcher(text).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        return labels;
    }

    private MeterReading reading() {
        var names = new ArrayList<>(figures.keySet());
        long requests = names.stream()
                .filter(name -> name.startsWith("requests "))
                .mapToLong(this::figure)
                .sum();
        var counters = new Counters(
                requests,
                figure("requests 4xx"),
                figure("requests 5xx"),
                figure("tool_calls"),
                BOUNDS.stream().mapToLong(bound -> figure("le " + bound)).toArray());
        return new MeterReading(
                counters,
                figure("items"),
                figure("bytes"),
                seen("people"),
                seen("assistants"),
                Optional.of(figure("last_write")).filter(seconds -> seconds > 0));
    }

    private MeterReading.Seen seen(String name) {
        return new MeterReading.Seen(figure(name + " present"), figure(name + " before"));
    }

    private long figure(String name) {
        return Math.round(figures.getOrDefault(name, 0.0));
    }
}
