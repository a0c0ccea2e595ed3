package dev.toolbridge.identity.workos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.identity.state.EventData;
import dev.toolbridge.identity.state.Organization;
import dev.toolbridge.identity.state.Organization.Origin;
import dev.toolbridge.identity.state.OrganizationDomain;
import dev.toolbridge.identity.state.Organizations;
import dev.toolbridge.identity.state.Unguessable;
import dev.toolbridge.identity.state.WorkosRefusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// `/organizations`.
final class OrganizationCalls {
    private static final int NAME_LENGTH_MAX = 255;
    private static final int EXTERNAL_ID_LENGTH_MAX = 64;
    private static final int KEY_LENGTH_MAX = 255;
    private static final int METADATA_PAIRS_MAX = 10;
    private static final int METADATA_NAME_LENGTH_MAX = 40;
    private static final int METADATA_VALUE_LENGTH_MAX = 600;
    private static final int DOMAINS_MAX = 100;
    private static final int DOMAIN_LENGTH_MAX = 253;
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");
    private static final List<String> DOMAIN_STATES = List.of("pending", "verified");

    private final Organizations organizations;

    OrganizationCalls(Organizations organizations) {
        this.organizations = organizations;
    }

    Answer list(Request request) {
        List<String> domains = request.queryValue("domains")
                .map(names -> List.of(names.split(",", -1)))
                .orElse(List.of());
        String search = request.queryValue("search").orElse("").toLowerCase(Locale.ROOT);
        List<Organization> found = organizations.all().stream()
                .filter(organization -> domains.isEmpty()
                        || organization.domains().stream()
                                .map(OrganizationDomain::domain)
                                .anyMatch(domains::contains))
                .filter(organization ->
                        organization.name().toLowerCase(Locale.ROOT).contains(search))
                .toList();
        return Answer.json(200, Paging.ordered(request).page(found, Organization::id, EventData::organization));
    }

    Answer get(Request request) {
        return answer(200, organizations.find(request.parameter("id")));
    }

    Answer byExternalId(Request request) {
        return answer(200, organizations.byExternalId(request.parameter("external_id")));
    }

    Answer create(Request request) {
        var body = Body.of(request);
        body.requireText("name", NAME_LENGTH_MAX);
        return answer(201, Optional.of(organizations.create(draft(body), origin(request))));
    }

    Answer update(Request request) {
        return answer(200, Optional.of(organizations.update(request.parameter("id"), draft(Body.of(request)))));
    }

    Answer delete(Request request) {
        organizations.delete(request.parameter("id"));
        return Answer.empty(202);
    }

    private static Answer answer(int status, Optional<Organization> found) {
        return Answer.json(
                status, EventData.organization(found.orElseThrow(() -> WorkosRefusal.notFound("Organization"))));
    }

    private static Origin origin(Request request) {
        String key = request.header("Idempotency-Key").orElse("");
        if (key.length() > KEY_LENGTH_MAX) {
            throw WorkosRefusal.ofField(
                    "Idempotency-Key", "Idempotency-Key must have " + KEY_LENGTH_MAX + " characters at most");
        }
        return key.isEmpty()
                ? Origin.NONE
                : new Origin(key, Unguessable.hash(new String(request.body(), StandardCharsets.UTF_8)));
    }

    private static Organizations.Draft draft(Body body) {
        return new Organizations.Draft(
                body.text("name", NAME_LENGTH_MAX),
                body.text("external_id", EXTERNAL_ID_LENGTH_MAX),
                metadata(body),
                domains(body));
    }

    private static SequencedMap<String, String> metadata(Body body) {
        var metadata = new LinkedHashMap<String, String>();
        body.find("metadata").ifPresent(given -> {
            for (Map.Entry<String, JsonNode> pair : given.properties()) {
                metadata.put(pair.getKey(), pair.getValue().isNull() ? "" : value(pair.getValue()));
            }
            require(
                    given.isObject() && metadata.size() <= METADATA_PAIRS_MAX,
                    "metadata must be an object of " + METADATA_PAIRS_MAX + " members at most");
        });
        metadata.keySet()
                .forEach(name -> require(
                        ASCII.matcher(name).matches() && !name.isEmpty() && name.length() <= METADATA_NAME_LENGTH_MAX,
                        "a name of metadata has 1 to " + METADATA_NAME_LENGTH_MAX + " ASCII characters"));
        return metadata;
    }

    private static String value(JsonNode given) {
        require(
                given.isTextual()
                        && ASCII.matcher(given.textValue()).matches()
                        && given.textValue().length() <= METADATA_VALUE_LENGTH_MAX,
                "a value of metadata is a text of " + METADATA_VALUE_LENGTH_MAX + " ASCII characters at most");
        return given.textValue();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new WorkosRefusal(400, "invalid_metadata", message);
        }
    }

    /// Domains with their states, or names alone, as WorkOS took them before.
    private static Optional<SequencedMap<String, String>> domains(Body body) {
        var given = body.find("domain_data").or(() -> body.find("domains"));
        return given.map(list -> {
            var domains = new LinkedHashMap<String, String>();
            for (JsonNode entry : list) {
                String name = entry.isTextual()
                        ? entry.textValue()
                        : entry.path("domain").asText();
                domains.put(
                        requireDomain(name.toLowerCase(Locale.ROOT)),
                        requireState(entry.path("state").asText("pending")));
            }
            if (!list.isArray() || domains.size() > DOMAINS_MAX) {
                throw WorkosRefusal.ofField("domain_data", "domains are a list of " + DOMAINS_MAX + " at most");
            }
            return domains;
        });
    }

    private static String requireDomain(String name) {
        if (name.length() > DOMAIN_LENGTH_MAX || !DOMAIN.matcher(name).matches()) {
            throw WorkosRefusal.ofField("domain_data", "a domain is a name like example.com");
        }
        return name;
    }

    private static String requireState(String state) {
        if (!DOMAIN_STATES.contains(state)) {
            throw WorkosRefusal.ofField("domain_data", "the state of a domain is pending or verified");
        }
        return state;
    }
}
