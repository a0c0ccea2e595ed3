package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.load.Timings;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import dev.toolbridge.tests.wire.Tokens;
import java.util.ArrayList;
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
    private static final String CONTENT = "Some words that a note may have, and some more.\\n".repeat(20);

    static String run(Plan plan) {
        try (var postgres = OwnPostgres.start();
                RunningApi first = postgres.database().start();
                RunningApi api = first.startAgain(Map.of("APPROVAL_CLIENTS", CLIENT))) {
            String user = "person-" + UUID.randomUUID();
            var notes = notes(SyncClient.of(api, user));
            var cost = new ProposalCost(
                    api.server(),
                    token(api, user, Map.of("client_id", "an-assistant", "scope", "*:read notes:propose")),
                    token(api, user, Map.of("client_id", CLIENT, "scope", "*:read notes:write proposals:approve")));
            cost.times(notes, plan.size(20, 2));
            return cost.times(notes, plan.size(60, 4));
        }
    }

    private static String token(RunningApi api, String user, Map<String, String> more) {
        var claims = api.tokens().claims(user);
        claims.put("org_id", Tokens.DEFAULT_TENANT);
        claims.putAll(more);
        return api.tokens().sign(claims);
    }

    private static List<String> notes(SyncClient client) {
        return IntStream.range(0, OPERATIONS)
                .mapToObj(number -> client.post(
                        "/v1/notes", "{\"title\":\"Note %s\",\"content\":\"%s\"}".formatted(number, CONTENT)))
                .map(made -> made.at("/uid").asText())
                .toList();
    }

    private String times(List<String> notes, int rounds) {
        var proposed = new ArrayList<Long>();
        var shown = new ArrayList<Long>();
        var approved = new ArrayList<Long>();
        for (int round = 0; round < rounds; round++) {
            Reply proposal = timed(proposed, assistant, 201, Call.of("POST", "/v1/proposals").json(proposal(notes)));
            String one = "/v1/proposals/" + proposal.at("/id").asText();
            Reply preview = timed(shown, person, 200, Call.of("GET", one));
            String seen = "{\"seen\":\"%s\",\"rest\":\"accepted\"}".formatted(preview.at("/seen").asText());
            timed(approved, person, 200, Call.of("POST", one + "/approve").json(seen));
        }
        return "%s operations: proposed with preview %s, shown %s, approved %s"
                .formatted(OPERATIONS, figures(proposed), figures(shown), figures(approved));
    }

    private static String figures(List<Long> nanos) {
        var timings = new Timings(nanos);
        return "p50 %s p95 %s ms".formatted(Timings.figure(timings.medianMs()), Timings.figure(timings.percentileMs(0.95)));
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
