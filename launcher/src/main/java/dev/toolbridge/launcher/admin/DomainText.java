package dev.toolbridge.launcher.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.util.ArrayList;
import java.util.stream.Stream;

/// Domains of tenants as people read them, with the records that they have to set.
public final class DomainText {
    private static final String RECORDS = "records";

    private DomainText() {}

    /// One line for each domain, then the records of those that are not served.
    public static String domains(JsonNode list) {
        JsonNode domains = list.path("domains");
        var records = Json.object().putArray(RECORDS);
        domains.forEach(domain -> {
            if (!domain.path("status").asText().equals("active")) {
                domain.path(RECORDS).forEach(records::add);
            }
        });
        return AdminText.table(domains, "name", "status", "reason", "message") + records(records);
    }

    /// A domain with what was found, and its records.
    public static String domain(JsonNode domain) {
        var lines = new ArrayList<String>();
        Stream.of("name", "status", "reason", "message", "prove_by", "checked_at", "next_check_at")
                .filter(domain::has)
                .forEach(name ->
                        lines.add(AdminText.field(name, domain.path(name).asText())));
        Stream.of("source", "issuer", "not_after")
                .filter(domain.path("certificate")::has)
                .forEach(name -> lines.add(AdminText.field(
                        name, domain.path("certificate").path(name).asText())));
        return String.join("\n", lines) + records(domain.path(RECORDS));
    }

    private static String records(JsonNode records) {
        return records.isEmpty()
                ? ""
                : "\n\nrecords to set in the DNS:\n" + AdminText.table(records, "type", "name", "value", "purpose");
    }
}
