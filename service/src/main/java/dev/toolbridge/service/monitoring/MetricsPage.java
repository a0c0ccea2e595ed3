package dev.toolbridge.service.monitoring;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A page in Prometheus's text format, and another program's page with it. A label tells apart what both have.
///
/// @param program the value of that label for our own lines; none when it is empty
/// @param own our own page
/// @param appended the address of the other page
record MetricsPage(String program, Supplier<String> own, Optional<URI> appended) {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsPage.class);
    private static final int TIMEOUT_MS = 1_000;
    private static final int PAGE_BYTES_MAX = 4 << 20;

    String text() {
        var families = new LinkedHashMap<String, Set<String>>();
        collect(own.get(), program, families);
        appended.map(MetricsPage::fetch).ifPresent(page -> collect(page, "", families));
        return families.values().stream()
                .flatMap(Set::stream)
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    /// A family is a name with all its lines; the format wants them together, and each comment on them once.
    private static void collect(String page, String program, Map<String, Set<String>> families) {
        Set<String> family = new LinkedHashSet<>();
        for (String line : page.lines().toList()) {
            if (line.startsWith("# ")) {
                String name = line.split(" ", 4)[2];
                family = families.computeIfAbsent(name, _ -> new LinkedHashSet<>());
            }
            family.add(labelled(line, program));
        }
    }

    private static String labelled(String line, String program) {
        if (program.isEmpty() || line.startsWith("#") || line.isBlank()) {
            return line;
        }
        String label = "program=\"" + program + "\"";
        int brace = line.indexOf('{');
        int space = line.indexOf(' ');
        return brace >= 0 && brace < space
                ? line.substring(0, brace + 1) + label + "," + line.substring(brace + 1)
                : line.substring(0, space) + "{" + label + "}" + line.substring(space);
    }

    private static String fetch(URI address) {
        try {
            var connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            try (var body = connection.getInputStream()) {
                return new String(body.readNBytes(PAGE_BYTES_MAX), StandardCharsets.UTF_8);
            }
        } catch (IOException away) {
            LOG.atInfo().addKeyValue("reason", away.getMessage()).log("the other program's meters are not there");
            return "";
        }
    }
}
