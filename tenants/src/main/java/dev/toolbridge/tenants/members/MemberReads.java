package dev.toolbridge.tenants.members;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.rate.TokenBucket;
import dev.toolbridge.service.workos.WorkosCalls;
import dev.toolbridge.service.workos.WorkosReply;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads at WorkOS for a tenant. Each read names the tenant's organisation, and what comes back about another is
/// dropped.
final class MemberReads {
    /// WorkOS takes a thousand reads in ten seconds, from all tenants together.
    private static final int READS_A_SECOND_MAX = 80;

    private static final Logger LOG = LoggerFactory.getLogger(MemberReads.class);
    private static final String ORGANIZATION = "organization_id";
    private static final String USER = "user_id";
    private static final String EVENTS = "events";
    private static final List<String> MEMBERSHIP_QUERY =
            List.of(USER, ORGANIZATION, "statuses", "limit", "after", "before", "order");
    private static final List<String> EVENT_QUERY = List.of(EVENTS, "limit", "after", "range_start");
    private static final Set<String> MEMBERSHIP_EVENTS = Set.of(
            "organization_membership.created",
            "organization_membership.updated",
            "organization_membership.deleted",
            "session.revoked");
    private static final String ORGANIZATION_DELETED = "organization.deleted";
    private static final String USER_DELETED = "user.deleted";
    private static final int VALUE_LENGTH_MAX = 512;
    private static final int NOT_FOUND = 404;
    private static final Set<Integer> BAD_REQUEST = Set.of(400, 422);

    private final WorkosCalls calls;
    private final InstantSource clock;
    private final TokenBucket rate;

    MemberReads(WorkosCalls calls, InstantSource clock) {
        this.calls = calls;
        this.clock = clock;
        this.rate = new TokenBucket(READS_A_SECOND_MAX, READS_A_SECOND_MAX, clock.instant());
    }

    /// The memberships of a user in the tenant's organisation.
    Answer memberships(Tenant tenant, Request request) {
        request.requireQueryOf(MEMBERSHIP_QUERY);
        String user = request.queryValue(USER)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> wrong(USER, "the id of a user"));
        request.queryValue(ORGANIZATION).ifPresent(asked -> requireOwn(tenant, asked));
        var query = query(request, MEMBERSHIP_QUERY);
        query.removeIf(pair -> pair.getKey().equals(ORGANIZATION));
        query.add(Map.entry(ORGANIZATION, tenant.organization()));
        return list(
                read("/user_management/organization_memberships", query),
                entry -> isText(entry.path(ORGANIZATION), tenant.organization()) && isText(entry.path(USER), user));
    }

    /// The tenant's organisation.
    Answer organization(Tenant tenant, Request request) {
        request.requireQueryOf(List.of());
        if (!request.parameter("id").equals(tenant.organization())) {
            throw notFound();
        }
        JsonNode found = read("/organizations/" + tenant.organization(), List.of());
        if (!isText(found.path("id"), tenant.organization())) {
            throw unavailable(WorkosCalls.RETRY_AFTER);
        }
        return Answer.json(200, found);
    }

    /// What happened to the tenant's memberships, sessions and organisation.
    Answer events(Tenant tenant, Request request) {
        var others = request.query().keySet().stream().filter(name -> !EVENT_QUERY.contains(name));
        others.findFirst().ifPresent(name -> {
            throw wrong(name, "one of " + String.join(", ", EVENT_QUERY));
        });
        request.requireOnce(List.of("limit", "after", "range_start"));
        List<String> kinds = request.query().getOrDefault(EVENTS, List.of());
        if (kinds.isEmpty() || !kinds.stream().allMatch(MemberReads::isReadable)) {
            throw wrong(EVENTS, "kinds of memberships, sessions, users and organisations");
        }
        var query = query(request, EVENT_QUERY);
        query.add(Map.entry(ORGANIZATION, tenant.organization()));
        return list(read("/events", query), event -> isAbout(event, tenant));
    }

    private static boolean isReadable(String kind) {
        return MEMBERSHIP_EVENTS.contains(kind) || kind.equals(ORGANIZATION_DELETED) || kind.equals(USER_DELETED);
    }

    /// An event that names no organisation, such as the end of a user, is nobody's here.
    private static boolean isAbout(JsonNode event, Tenant tenant) {
        String kind = event.path("event").asText();
        String about = kind.equals(ORGANIZATION_DELETED) ? "id" : ORGANIZATION;
        return isText(event.path("data").path(about), tenant.organization());
    }

    private static boolean isText(JsonNode value, String text) {
        return value.isTextual() && value.textValue().equals(text);
    }

    private static void requireOwn(Tenant tenant, String organization) {
        if (!organization.equals(tenant.organization())) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "this key opens one organisation, and it is another one");
        }
    }

    private static List<Map.Entry<String, String>> query(Request request, List<String> names) {
        var query = new ArrayList<Map.Entry<String, String>>();
        for (String name : names) {
            for (String value : request.query().getOrDefault(name, List.of())) {
                if (value.length() > VALUE_LENGTH_MAX) {
                    throw wrong(name, "a text of " + VALUE_LENGTH_MAX + " characters at most");
                }
                query.add(Map.entry(name, value));
            }
        }
        return query;
    }

    private JsonNode read(String path, List<Map.Entry<String, String>> query) {
        var taking = rate.take(clock.instant());
        if (!taking.taken()) {
            throw unavailable(taking.untilNext());
        }
        return switch (calls.read(path, query)) {
            case WorkosReply.Answered<JsonNode> answered -> answered.value();
            case WorkosReply.Limited<JsonNode> limited -> throw unavailable(limited.retryAfter());
            case WorkosReply.Unclear<JsonNode> _ -> throw unavailable(WorkosCalls.RETRY_AFTER);
            case WorkosReply.Refused<JsonNode> refused -> throw refused(refused.status());
        };
    }

    private static Refusal refused(int status) {
        if (status == NOT_FOUND) {
            return notFound();
        }
        if (BAD_REQUEST.contains(status)) {
            return Refusal.of(ErrorCode.INVALID_PARAMETER, "the identity provider does not take these parameters");
        }
        LOG.atError().addKeyValue("status", status).log("the identity provider refuses the platform's key");
        return unavailable(WorkosCalls.RETRY_AFTER);
    }

    private static Answer list(JsonNode page, Predicate<JsonNode> isTheirs) {
        if (!(page instanceof ObjectNode list) || !page.path("data").isArray()) {
            throw unavailable(WorkosCalls.RETRY_AFTER);
        }
        var kept = new ArrayList<JsonNode>();
        page.path("data").forEach(kept::add);
        kept.removeIf(isTheirs.negate());
        var answer = list.deepCopy();
        kept.forEach(answer.putArray("data")::add);
        return Answer.json(200, answer);
    }

    private static Refusal wrong(String field, String expected) {
        return Refusal.of(ErrorCode.INVALID_PARAMETER, "query parameter " + field + " must be " + expected)
                .fact("field", field)
                .fact("expected", expected);
    }

    private static Refusal notFound() {
        return Refusal.of(ErrorCode.NOT_FOUND, "organisation not found");
    }

    private static Refusal unavailable(Duration retryAfter) {
        return Refusal.of(ErrorCode.UNAVAILABLE, "the identity provider is unavailable")
                .header(
                        "Retry-After",
                        Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
    }
}
