package dev.toolbridge.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.monitoring.Health;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

@Isolated("reads a log that every server of this JVM writes")
class AccessLogTest {

    @Test
    void holdsOnlyFailuresOfHealthChecks() {
        var logger = (Logger) LoggerFactory.getLogger("access");
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        logger.addAppender(logged);
        var routes = new ArrayList<>(new Health("dev", "1", List.of(), () -> Optional.of("away")).routes());
        routes.add(new Route("GET", "/hello", 0, _ -> Answer.text(200, "hello")));
        var config = HttpServerConfig.at(new ListenAddress("127.0.0.1", 0));
        try (var server = HttpServer.start(config, routes, new SimpleMeterRegistry());
                var connection = RawConnection.to(server.port())) {
            for (String path : List.of("/healthz", "/readyz", "/health", "/hello", "/healthz")) {
                connection.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").hear("GET");
            }
        } finally {
            logger.detachAppender(logged);
        }

        assertThat(logged.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .extracting(event -> event.getKeyValuePairs().get(1).value)
                .containsExactly("/readyz", "/hello");
    }
}
