package dev.toolbridge.proof.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.toolbridge.proof.load.RunningServer;
import dev.toolbridge.tests.process.ApiDatabase;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/// The limit for a request: the API's HTTP server, pool, driver and statements with nothing of ours around them. It
/// knows no token, tenant, right, limit, log or meter; connections are given out in order of arrival.
final class BareServer {
    /// The settings of the process.
    private static final String URL = "BARE_URL";

    private static final String USER = "BARE_USER";
    private static final String PASSWORD = "BARE_PASSWORD";
    private static final String POOL = "BARE_POOL";

    /// The header that names the space of a request.
    static final String SPACE = "X-Space";

    private static final HeaderName SPACE_NAME = HeaderNames.create(SPACE);
    private static final String STATEMENTS = "-c enable_seqscan=off -c enable_sort=off";
    private static final int PAGE = 25;

    private final HikariDataSource pool;
    private final Semaphore places;

    private BareServer(HikariDataSource pool, int connections) {
        this.pool = pool;
        this.places = new Semaphore(connections, true);
    }

    /// Starts one as a process of its own.
    ///
    /// @param database the database of an API, which has migrated it
    static RunningServer on(ApiDatabase database, int connections) {
        URI address = URI.create(database.address());
        List<String> login = List.of(address.getUserInfo().split(":", 2));
        String authority = address.getAuthority().replace(address.getUserInfo() + "@", "");
        return RunningServer.start(
                BareServer.class,
                List.of(),
                Map.of(
                        URL, "jdbc:postgresql://" + authority + address.getPath(),
                        USER, login.getFirst(),
                        PASSWORD, login.getLast(),
                        POOL, Integer.toString(connections)));
    }

    public static void main(String[] arguments) {
        int connections = Integer.parseInt(System.getenv(POOL));
        var config = new HikariConfig();
        config.setJdbcUrl(System.getenv(URL));
        config.setUsername(System.getenv(USER));
        config.setPassword(System.getenv(PASSWORD));
        config.setMaximumPoolSize(connections);
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("options", STATEMENTS);
        var bare = new BareServer(new HikariDataSource(config), connections);
        WebServer.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .useNio(false)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .routing(bare.routing())
                .build()
                .start();
    }

    private HttpRouting.Builder routing() {
        return HttpRouting.builder()
                .get("/v1/notes/{uid}", (request, response) -> answer(request, response, BareServer::get))
                .get(
                        "/v1/notes",
                        (request, response) ->
                                answer(request, response, (connection, space, _) -> list(connection, space)))
                .post("/v1/notes", (request, response) -> answer(request, response, BareServer::create))
                .patch("/v1/notes/{uid}", (request, response) -> answer(request, response, BareServer::patch));
    }

    /// Reads or writes rows of a space, and returns the body of the answer.
    private interface Work {
        String on(Connection connection, String space, ServerRequest request) throws SQLException;
    }

    private void answer(ServerRequest request, ServerResponse response, Work work) throws Exception {
        String space = request.headers().get(SPACE_NAME).get();
        places.acquire();
        String body;
        try (Connection connection = pool.getConnection()) {
            body = work.on(connection, space, request);
        } finally {
            places.release();
        }
        response.status(request.prologue().method().text().equals("POST") ? Status.CREATED_201 : Status.OK_200);
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String get(Connection connection, String space, ServerRequest request) throws SQLException {
        try (var query = BareStatements.get(connection, space, uid(request))) {
            var rows = BareStatements.rows(query);
            rows.next();
            return BareStatements.item(rows);
        }
    }

    private static String list(Connection connection, String space) throws SQLException {
        try (var query = BareStatements.list(connection, space)) {
            BareStatements.rows(query);
            query.getMoreResults();
            var rows = query.getResultSet();
            var page = new StringBuilder("{\"items\":[");
            for (int row = 0; rows.next() && row < PAGE; row++) {
                page.append(row == 0 ? "" : ",").append(BareStatements.item(rows));
            }
            return page.append("],\"nextCursor\":\"")
                    .append(space)
                    .append("\",\"hasMore\":")
                    .append(rows.isAfterLast())
                    .append('}')
                    .toString();
        }
    }

    private static String create(Connection connection, String space, ServerRequest request) throws SQLException {
        return write(connection, space, UUID.randomUUID(), request);
    }

    private static String patch(Connection connection, String space, ServerRequest request) throws SQLException {
        return write(connection, space, uid(request), request);
    }

    private static String write(Connection connection, String space, UUID uid, ServerRequest request)
            throws SQLException {
        String payload = request.content().as(String.class);
        connection.setAutoCommit(false);
        try (var begin = BareStatements.begin(connection, space, uid)) {
            var head = BareStatements.rows(begin);
            head.next();
            long seq = head.getLong("seq");
            try (var store = BareStatements.store(connection, space, new BareStatements.Row(uid, seq, payload))) {
                store.execute();
            }
            return BareStatements.item(uid, seq, payload);
        }
    }

    private static UUID uid(ServerRequest request) {
        return UUID.fromString(request.path().pathParameters().get("uid"));
    }
}
