package dev.toolbridge.tests.container;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.process.Ports;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Debian's Prometheus, which reads the metrics of one server twice a second.
record Prometheus(Program program, Server server) implements AutoCloseable {

    /// Starts one, which keeps everything in a folder.
    static Prometheus reading(Server metrics, Path folder) {
        var tool = DebianTool.required("prometheus", "prometheus");
        int port = Ports.free();
        try {
            Path settings = Files.writeString(folder.resolve("prometheus.yml"), """
                    global: { scrape_interval: 500ms }
                    scrape_configs:
                      - job_name: toolbridge
                        static_configs: [ { targets: [ "%s" ] } ]
                    """.formatted(
                            metrics.address().getAuthority()));
            return new Prometheus(
                    Program.start(
                            List.of(
                                    tool.program().toString(),
                                    "--config.file=" + settings,
                                    "--storage.tsdb.path=" + folder.resolve("series"),
                                    "--web.listen-address=127.0.0.1:" + port),
                            tool.environment()),
                    Server.onPort(port));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The series that a query finds at present.
    ///
    /// @return empty as long as the server does not answer
    /// @throws AssertionError if it refuses the query
    Optional<JsonNode> found(String query) {
        try {
            Reply reply = server.send(
                    Call.of("GET", "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)));
            if (reply.status() == 400 || reply.status() == 422) {
                throw new AssertionError(query + "\n" + reply.body());
            }
            return reply.status() == 200 ? Optional.of(reply.at("/data/result")) : Optional.empty();
        } catch (UncheckedIOException starting) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
