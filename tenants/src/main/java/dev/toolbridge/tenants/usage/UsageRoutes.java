package dev.toolbridge.tenants.usage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import dev.toolbridge.tenants.caller.Caller;
import dev.toolbridge.tenants.rest.Visible;
import dev.toolbridge.tenants.tenant.Tenant;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Shows what a tenant has used, by hours, days or months.
public record UsageRoutes(Visible visible, UsageStore usage, InstantSource clock) {
    private static final String USAGE = "usage";
    private static final Parameter FROM =
            Parameter.query("from", "Usage from this time on: a date (UTC) or an RFC 3339 time.", Schema.text());
    private static final Parameter TO =
            Parameter.query("to", "Usage before this time; without it, until now.", Schema.text());

    public List<RouteLine<Caller>> routes() {
        return List.of(new RouteLine<>(
                "GET",
                "/admin/tenants/{tenant}/usage",
                "get_tenant_usage",
                Scope.TENANT_READ,
                Input.NONE.reading(FROM, TO, AskedTime.BY),
                Output.of(200, "The usage of the tenant.", USAGE),
                this::show));
    }

    /// The figures of a time.
    static ObjectNode figures() {
        return Schema.object(
                        "start",
                        "requests",
                        "refused",
                        "errors",
                        "tool_calls",
                        "items",
                        "bytes",
                        "people",
                        "assistants")
                .with("start", Schema.time())
                .with("requests", Schema.whole(0))
                .with("refused", Schema.whole(0))
                .with("errors", Schema.whole(0))
                .with("tool_calls", Schema.whole(0))
                .with("items", Schema.whole(0))
                .with("bytes", Schema.whole(0))
                .with("people", Schema.whole(0))
                .with("assistants", Schema.whole(0))
                .with("last_write_at", Schema.time())
                .with("p95_ms", Schema.of("number"))
                .schema();
    }

    public static Map<String, ObjectNode> schemas() {
        return Map.of(
                USAGE,
                Schema.object("tenant", "by", "from", "to", "quotas", USAGE)
                        .with("tenant", Schema.uuid())
                        .with("by", Schema.text())
                        .with("from", Schema.time())
                        .with("to", Schema.time())
                        .with("quotas", Schema.of("object"))
                        .with(USAGE, Schema.arrayOf(figures()))
                        .schema());
    }

    /// The time that a request asks for.
    private record Asked(Period by, Instant from, Instant to) {}

    private Answer show(Caller caller, Request request) {
        Asked asked = asked(request);
        Tenant tenant = visible.tenant(caller, request);
        ObjectNode body = Json.object()
                .put("tenant", tenant.ref().toString())
                .put("by", asked.by().word())
                .put("from", asked.from().toString())
                .put("to", asked.to().toString());
        body.set("quotas", tenant.quotas().json());
        var list = body.putArray(USAGE);
        summed(asked, usage.hours(tenant.ref(), asked.from(), asked.to())).forEach(each -> list.add(json(each)));
        return Answer.json(200, body);
    }

    private static List<UsageHour> summed(Asked asked, List<UsageHour> hours) {
        var sums = new ArrayList<UsageHour>();
        for (UsageHour hour : hours) {
            UsageHour next = hour.startingAt(asked.by().start(hour.start()));
            boolean isSame = !sums.isEmpty() && sums.getLast().start().equals(next.start());
            sums.add(isSame ? sums.removeLast().and(next) : next);
        }
        return sums;
    }

    private Asked asked(Request request) {
        Period by = AskedTime.period(request);
        Instant to = request.queryValue(TO.name())
                .map(text -> AskedTime.of(TO, text))
                .orElseGet(clock::instant);
        Instant from = request.queryValue(FROM.name())
                .map(text -> AskedTime.of(FROM, text))
                .orElseGet(() -> by.start(to.minus(by.usual())));
        if (from.isAfter(to) || from.plus(by.most()).isBefore(to)) {
            throw AskedTime.wrong(FROM, "a time before `to`, by " + by.most().toDays() + " days at most");
        }
        return new Asked(by, from, to);
    }

    static ObjectNode json(UsageHour each) {
        ObjectNode json = Json.object()
                .put("start", each.start().toString())
                .put("requests", each.counters().requests())
                .put("refused", each.counters().refused())
                .put("errors", each.counters().errors())
                .put("tool_calls", each.counters().toolCalls())
                .put("items", each.items())
                .put("bytes", each.bytes())
                .put("people", each.people())
                .put("assistants", each.assistants());
        each.lastWriteAt().ifPresent(at -> json.put("last_write_at", at.toString()));
        each.p95Ms().ifPresent(millis -> json.put("p95_ms", millis));
        return json;
    }
}
