package dev.toolbridge.tenants.usage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonParts;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Page;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import dev.toolbridge.service.signed.SignedCursors;
import dev.toolbridge.tenants.caller.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Shows the use of all tenants in an hour, a day or a month: those of which nothing was read as well. An
/// administrator's list has the one tenant.
public record ActivityRoutes(ActivityStore store, SignedCursors cursors, InstantSource clock) {
    /// The most tenants that are put in order for a request.
    static final int TENANTS_MAX = 10_000;

    private static final String ACTIVITY = "activity";
    private static final String DESCENDING = "-";
    private static final Parameter AT = Parameter.query(
            "at",
            "A time within the hour, day or month (UTC) that is shown: a date or an RFC 3339 time. Default: now.",
            Schema.text());
    private static final List<String> SORTS = Arrays.stream(ActivityOrder.values())
            .flatMap(order -> Stream.of(order.word(), DESCENDING + order.word()))
            .toList();
    private static final Parameter SORT = Parameter.query(
            "sort",
            "The order; `-` before it: the largest first. What is missing comes last.",
            Schema.choice(SORTS).put("default", "-requests"));

    public List<RouteLine<Caller>> routes() {
        return List.of(new RouteLine<>(
                "GET",
                "/admin/usage",
                "list_usage",
                Scope.TENANT_READ,
                Input.PAGE.reading(AskedTime.BY, AT, SORT),
                Output.of(200, "The use of the tenants that the caller may see.", ACTIVITY),
                this::list));
    }

    public static Map<String, ObjectNode> schemas() {
        ObjectNode tenant = Schema.object("tenant", "slug", "name", "status", "hours")
                .with("tenant", Schema.uuid())
                .with("id", Schema.text())
                .with("slug", Schema.text())
                .with("name", Schema.text())
                .with("status", Schema.text())
                .with("hours", Schema.whole(0))
                .with("read_at", Schema.time())
                .with("usage", UsageRoutes.figures())
                .schema();
        return Map.of(
                ACTIVITY,
                Schema.object("by", "from", "to", "sort", "tenants", "hasMore")
                        .with("by", Schema.text())
                        .with("from", Schema.time())
                        .with("to", Schema.time())
                        .with("sort", Schema.text())
                        .with("tenants", Schema.arrayOf(tenant))
                        .with("nextCursor", Schema.text())
                        .with("hasMore", Schema.flag())
                        .schema());
    }

    /// The list that a request asks for.
    private record Asked(Period by, Instant from, String sort) {

        boolean isDescending() {
            return sort.startsWith(DESCENDING);
        }

        ActivityOrder order() {
            String word = isDescending() ? sort.substring(1) : sort;
            return Arrays.stream(ActivityOrder.values())
                    .filter(order -> order.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> AskedTime.wrong(SORT, "one of " + String.join(", ", SORTS)));
        }

        ObjectNode json() {
            return Json.object()
                    .put("by", by.word())
                    .put("from", from.toString())
                    .put("to", by.next(from).toString())
                    .put("sort", sort);
        }
    }

    private Answer list(Caller caller, Request request) {
        Asked asked = asked(request);
        ActivityOrder order = asked.order();
        Page<String> page =
                Page.asked(request, cursors, "usage " + Json.text(asked.json())).withoutReset();
        Comparator<ActivityOrder.Place> places = ActivityOrder.places(asked.isDescending());
        Optional<ActivityOrder.Place> after = page.after().map(ActivityOrder.Place::read);
        List<Activity> found = all(asked, caller).stream()
                .filter(activity -> after.filter(place -> places.compare(order.place(activity), place) <= 0)
                        .isEmpty())
                .sorted(Comparator.comparing(order::place, places))
                .limit(page.limitAndOne())
                .toList();
        return answer(asked, page, found);
    }

    private List<Activity> all(Asked asked, Caller caller) {
        List<Activity> all = store.of(asked.from(), asked.by().next(asked.from()), caller.listed(), TENANTS_MAX + 1);
        if (all.size() > TENANTS_MAX) {
            throw Refusal.of(
                    ErrorCode.INVALID_STATE,
                    "more than " + TENANTS_MAX + " tenants cannot be put in order: ask for the usage of each");
        }
        return all;
    }

    private static Answer answer(Asked asked, Page<String> page, List<Activity> found) {
        List<Activity> shown = found.subList(0, Math.min(page.limit(), found.size()));
        String head = Json.text(asked.json());
        var body = new JsonParts().add(head.substring(0, head.length() - 1) + ",\"tenants\":");
        body.array(shown, (activity, out) -> out.add(Json.bytes(json(activity))));
        Optional<String> next = shown.isEmpty()
                ? Optional.empty()
                : Optional.of(asked.order().place(shown.getLast()).text());
        return page.answer(body, next, found.size() > page.limit());
    }

    private Asked asked(Request request) {
        Period by = AskedTime.period(request);
        Instant at = request.queryValue(AT.name())
                .map(text -> AskedTime.of(AT, text))
                .orElseGet(clock::instant);
        return new Asked(by, by.start(at), request.queryValue(SORT.name()).orElse("-requests"));
    }

    private static ObjectNode json(Activity activity) {
        var tenant = activity.tenant();
        ObjectNode json = Json.object()
                .put("tenant", tenant.ref().toString())
                .put("slug", tenant.slug())
                .put("name", tenant.name())
                .put("status", tenant.status())
                .put("hours", activity.hours());
        tenant.id().ifPresent(id -> json.put("id", id));
        activity.readAt().ifPresent(at -> json.put("read_at", at.toString()));
        activity.use().ifPresent(use -> json.set("usage", UsageRoutes.json(use)));
        return json;
    }
}
