package dev.toolbridge.tenants.router.haproxy;

import dev.toolbridge.service.digest.Digest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The router's file. All values in it are numbers, or were checked by the records that hold them.
record RouterFile(RouterConfig config) {
    /// Descriptors for about 9,900 connections; where the system allows fewer, there are fewer.
    private static final int DESCRIPTORS_MAX = 20_000;

    /// Old workers go on with their streams for so long after a soft reload.
    private static final String OLD_WORKERS_LIFE = "5m";

    private static final int THREADS_MAX = 4;
    private static final int FINGERPRINT_DIGITS = 16;

    private static final String DEFAULTS = """

            defaults
              mode http
              option http-no-delay
              option redispatch 1
              retries 3
              timeout connect 3s
              timeout queue 5s
              timeout check 2s
              timeout http-request 10s
              timeout http-keep-alive 60s
              timeout client 1h
              timeout server 1h
              timeout tunnel 1h
              default-server check inter 5s fastinter 1s downinter 1s fall 2 rise 1 weight 1
            """;

    private static final String BACKEND = """

            backend %1$s
              balance roundrobin
              option httpchk
              http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host localhost
              stick-table type string len 128 size 10k expire 1h peers router
              http-request set-var(txn.session) req.fhdr(Mcp-Session-Id)
              http-request set-var(txn.session) url_param(sessionId) unless { req.fhdr(Mcp-Session-Id) -m found }
              http-request set-var(txn.replica) str(%1$s/),concat(,txn.session),field(1,.),map(replicas.map)
              use-server %%[var(txn.replica)] if { var(txn.replica) -m found }
              stick match req.fhdr(Mcp-Session-Id)
              stick store-response res.fhdr(Mcp-Session-Id)
            """;

    /// The whole file for a state.
    String text(WantedState wanted) {
        Map<Integer, Backend> used =
                wanted.backends().stream().collect(Collectors.toMap(Backend::number, backend -> backend));
        String frame = frame();
        return frame.replaceFirst("global\n", "global\n  description " + fingerprint(frame) + "\n")
                + IntStream.rangeClosed(1, wanted.capacity())
                        .mapToObj(number -> backend(number, Optional.ofNullable(used.get(number))))
                        .collect(Collectors.joining());
    }

    /// A name for the part of the file that the socket cannot change.
    String fingerprint() {
        return fingerprint(frame());
    }

    private static String fingerprint(String frame) {
        return "toolbridge-"
                + HexFormat.of().formatHex(Digest.of(frame, BACKEND)).substring(0, FINGERPRINT_DIGITS);
    }

    private String frame() {
        String ahead = process() + DEFAULTS + RouterAnswers.OWN_FAILURES + "\n" + Frontend.text(config);
        return ahead.stripTrailing() + "\n";
    }

    private String process() {
        return String.format(
                Locale.ROOT,
                """
                global
                  default-path config
                  master-worker
                  localpeer local
                  nbthread %s
                  noreuseport
                  fd-hard-limit %s
                  hard-stop-after %s
                  stats socket %s mode 600 level admin expose-fd listeners

                peers router
                  peer local unix@%s
                """,
                Math.min(THREADS_MAX, Runtime.getRuntime().availableProcessors()),
                DESCRIPTORS_MAX,
                OLD_WORKERS_LIFE,
                config.folder().runtimeSocket(),
                config.folder().peersSocket());
    }

    private static String backend(int number, Optional<Backend> used) {
        String name = Backend.name(number);
        return String.format(Locale.ROOT, BACKEND, name)
                + used.map(RouterFile::servers)
                        .orElse("  server-template s " + Backend.SLOTS + " 127.0.0.1:1 disabled\n");
    }

    private static String servers(Backend backend) {
        return IntStream.rangeClosed(1, Backend.SLOTS)
                .mapToObj(slot -> "  server s" + slot + " "
                        + Optional.ofNullable(backend.servers().get(slot))
                                .map(server -> server.address() + " weight " + server.weight())
                                .orElse("127.0.0.1:1 disabled"))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
