package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.load.KeptConnection;
import dev.toolbridge.proof.load.Load;
import dev.toolbridge.proof.load.PgBench;
import dev.toolbridge.proof.load.ProcessorTime;
import dev.toolbridge.proof.load.Timings;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Tokens;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The whole context of a project, and pgbench that sends the database the same statement over as many connections, in
/// turns.
final class ContextRate {
    private static final int CLIENTS = 8;
    private static final int VARIABLES = 100;
    private static final int MILESTONES = 50;
    private static final int MEMORIES = 200;
    private static final Duration SHOWN_MAX = Duration.ofMinutes(1);
    private static final String TENANT = Tokens.DEFAULT_TENANT;

    /// The statement as the server has just sent it, with numbers for its values.
    private static final String SENT = """
            SELECT query FROM pg_stat_activity
            WHERE usename = current_user AND pid <> pg_backend_pid() AND query LIKE '%part.*%AS asked%'
            ORDER BY query_start DESC LIMIT 1
            """;

    private static final String SELECT_SPACE = """
            SELECT set_config('app.tenant', 'TENANT', true), set_config('app.space', 'SPACE', true),
              set_config('app.users', 'USER', true),
              set_config('application_name', 'toolbridge-api 0af7651916cd43dd8448eb211c80319c', true);
            """;

    private final RunningApi api;
    private final ApiDatabase database;
    private final Plan plan;
    private final String token;
    private final String project;

    private ContextRate(RunningApi api, ApiDatabase database, Plan plan) {
        this.api = api;
        this.database = database;
        this.plan = plan;
        this.token = api.tokens().of("owner-" + UUID.randomUUID());
        this.project = sent(Call.of("POST", "/v1/projects").json("{\"name\":\"bench\"}"))
                .at("/id")
                .asText();
    }

    static String run(Plan plan) {
        try (var postgres = OwnPostgres.start()) {
            postgres.showWholeStatements();
            try (RunningApi api = postgres.database().start()) {
                return new ContextRate(api, postgres.database(), plan).figures();
            }
        }
    }

    private String figures() {
        fill();
        database.execute("VACUUM (ANALYZE) item");
        String path = "/v1/projects/" + project + "/context?level=full";
        int bytes = sent(Call.of("GET", path)).body().length();
        String script = script(path);
        var load = new Load(
                api.server().address(),
                Collections.nCopies(CLIENTS, KeptConnection.request("GET", path, token, "")),
                200);
        load.closed(time(20));
        var limits = new ArrayList<Double>();
        var rates = new ArrayList<Double>();
        double[] requests = new double[1];
        double[] usedMs = new double[1];
        var processor = new ProcessorTime(api, database);
        for (int turn = 0; turn < plan.size(3, 1); turn++) {
            limits.add(new PgBench(database, CLIENTS, time(5)).perSecond(script));
            usedMs[0] += processor.ofMs(() -> {
                int answered = load.closed(time(5)).sortedNanos().size();
                requests[0] += answered;
                rates.add(answered / (double) time(5).toSeconds());
            });
        }
        return String.format(
                Locale.ROOT,
                "context of %d bytes %.0f/s of %.0f: ratio %s; processor %.2f ms for one",
                bytes,
                median(rates),
                median(limits),
                Timings.figure(median(rates) / median(limits)),
                usedMs[0] / requests[0]);
    }

    private Duration time(int seconds) {
        return Duration.ofSeconds(plan.size(seconds, 1));
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
    }

    private void fill() {
        String variables = IntStream.range(0, VARIABLES)
                .mapToObj(number -> "VARIABLE_" + number + "=value " + number)
                .collect(Collectors.joining("\\n"));
        sent(Call.of("POST", "/v1/projects/" + project + "/environment/development/import")
                .json("{\"dotenv\":\"" + variables + "\"}"));
        create(
                "milestone",
                MILESTONES,
                "{\"title\":\"Milestone %d\",\"description\":\"What is to be reached by then.\"}");
        create(
                "memory",
                MEMORIES,
                "{\"memoryType\":\"fact\",\"content\":\"Prices of part %d are in cents, and rounded last of all.\"}");
    }

    private void create(String type, int count, String payload) {
        String operations = IntStream.range(0, count)
                .mapToObj(number -> "{\"op\":\"create\",\"type\":\"" + type + "\",\"payload\":"
                        + String.format(Locale.ROOT, payload, number) + "}")
                .collect(Collectors.joining(","));
        sent(Call.of("POST", "/v1/spaces/" + project + "/batch").json("{\"operations\":[" + operations + "]}"));
    }

    private Reply sent(Call call) {
        Reply reply = api.server().send(call.with("Authorization", "Bearer " + token));
        if (reply.status() >= 300) {
            throw new AssertionError("refused: " + reply);
        }
        return reply;
    }

    private String script(String path) {
        String user = sent(Call.of("GET", "/v1/projects/" + project + "/members"))
                .at("/members/0/id")
                .asText();
        String settings =
                SELECT_SPACE.replace("TENANT", TENANT).replace("SPACE", project).replace("USER", user);
        String statement = statement(path);
        List<String> values = List.of("'full'", "0", "''", "'" + TENANT + "'", "'" + project + "'::uuid");
        for (int number = 1; number <= values.size(); number++) {
            statement = statement.replace("$" + number, values.get(number - 1));
        }
        return "\\startpipeline\n" + settings + statement.strip() + ";\n\\endpipeline\n";
    }

    /// Asks until the view still shows the statement: work of the server's own may have taken the connection since.
    private String statement(String path) {
        var shown = new AtomicReference<String>();
        Await.until(
                SHOWN_MAX,
                () -> {
                    sent(Call.of("GET", path));
                    shown.set(shownStatement());
                    return shown.get() != null;
                },
                () -> "the server's statement is not shown");
        return shown.get();
    }

    private String shownStatement() {
        try (Connection connection = database.connect();
                var query = connection.prepareStatement(SENT)) {
            ResultSet row = query.executeQuery();
            return row.next() ? row.getString(1) : null;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
