package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.load.Timings;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningProvider;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A proposal of 100 operations: made with its preview, and approved by a person.
///
/// @param assistant the token that proposes
/// @param person the token that approves
record ProposalCost(Server server, String assistant, String person) {
    private static final int OPERATIONS = 100;
    private static final String CLIENT = "client-for-people";
    private static final String TENANT = "org_of_the_measurement";
    private static final String AUDIENCE = "https://api.example";
    private static final String CONTENT = "Some words that a note may have, and some more.\\n".repeat(20);

    static String run(Plan plan) {
        try (var postgres = OwnPostgres.start();
                RunningApi first = postgres.database().start();
                var provider = RunningProvider.start();
                RunningApi api = first.startAgainWithPages(settings(provider))) {
            String user = provider.member("person@example.com", TENANT);
            var cost = new ProposalCost(
                    api.server(),
                    token(provider, user, "an-assistant", "*:read notes:propose"),
                    token(provider, user, CLIENT, "*:read notes:write proposals:approve"));
            List<String> notes = cost.notes();
            cost.times(notes, plan.size(20, 2));
            return cost.times(notes, plan.size(60, 4));
        }
    }

    private static Map<String, String> settings(RunningProvider provider) {
        var settings = new HashMap<>(provider.settings());
        settings.put("JWT_AUDIENCE", AUDIENCE);
        settings.put("APPROVAL_CLIENTS", CLIENT);
        return settings;
    }

    private static String token(RunningProvider provider, String user, String client, String scope) {
        var claims = Map.of("aud", AUDIENCE, "org_id", TENANT, "client_id", client, "scope", scope);
        return provider.token(
                JsonValues.of(Map.of("sub", user, "claims", claims)).toString());
    }

    private List<String> notes() {
        return IntStream.range(0, OPERATIONS)
                .mapToObj(number -> Call.of("POST", "/v1/notes")
                        .json("{\"title\":\"Note %s\",\"content\":\"%s\"}".formatted(number, CONTENT)))
                .map(create -> timed(new ArrayList<>(), person, 201, create))
                .map(made -> made.at("/uid").asText())
                .toList();
    }

    private String times(List<String> notes, int rounds) {
        var proposed = new ArrayList<Long>();
        var shown = new ArrayList<Long>();
        var approved = new ArrayList<Long>();
        for (int round = 0; round < rounds; round++) {
            Reply proposal = timed(
                    proposed, assistant, 201, Call.of("POST", "/v1/proposals").json(proposal(notes)));
            String one = "/v1/proposals/" + proposal.at("/id").asText();
            Reply preview = timed(shown, person, 200, Call.of("GET", one));
            String seen = "{\"seen\":\"%s\",\"rest\":\"accepted\"}"
                    .formatted(preview.at("/seen").asText());
            timed(approved, person, 200, Call.of("POST", one + "/approve").json(seen));
        }
        return "%s operations: proposed with preview %s, shown %s, approved %s"
                .formatted(OPERATIONS, figures(proposed), figures(shown), figures(approved));
    }

    private static String figures(List<Long> nanos) {
        var timings = new Timings(nanos);
        return "p50 %s p95 %s ms"
                .formatted(Timings.figure(timings.medianMs()), Timings.figure(timings.percentileMs(0.95)));
    }

    private Reply timed(List<Long> nanos, String token, int status, Call call) {
        Call signed = call.with("Authorization", "Bearer " + token);
        long begin = System.nanoTime();
        Reply reply = server.send(signed);
        nanos.add(System.nanoTime() - begin);
        if (reply.status() != status) {
            throw new AssertionError(reply.toString());
        }
        return reply;
    }

    /// Half of the operations change one line of a text, the others the title and tags.
    private static String proposal(List<String> notes) {
        return IntStream.range(0, notes.size())
                .mapToObj(number -> "{\"op\":\"patch\",\"type\":\"note\",\"uid\":\"%s\",\"payload\":{%s}}"
                        .formatted(notes.get(number), number % 2 == 0 ? line() : title()))
                .collect(Collectors.joining(",", "{\"title\":\"Tidy up\",\"operations\":[", "]}"));
    }

    private static String line() {
        return "\"content\":\"%sAnother line %s.\\n%s\"".formatted(CONTENT, UUID.randomUUID(), CONTENT);
    }

    private static String title() {
        return "\"title\":\"A better title %s\",\"tags\":[\"tidied\"]".formatted(UUID.randomUUID());
    }
}
