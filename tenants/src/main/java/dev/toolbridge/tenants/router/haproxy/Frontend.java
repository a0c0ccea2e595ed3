package dev.toolbridge.tenants.router.haproxy;

import dev.toolbridge.contract.WireHeader;
import java.util.Locale;

/// The part of the router's file that every request passes: it finds the host, its state and the process.
final class Frontend {
    /// The sidecar's addresses; every other one is the API's.
    private static final String SIDECAR = """
              acl sidecar path /mcp /bearer /sse /messages
              acl sidecar path_beg /mcp/ /bearer/ /sse/
              acl sidecar path /.well-known/oauth-protected-resource /.well-known/oauth-authorization-server
              acl sidecar path /.well-known/openid-configuration
              acl sidecar path_beg /.well-known/oauth-protected-resource/ /.well-known/oauth-authorization-server/
              acl sidecar path_beg /.well-known/openid-configuration/
            """;

    /// An upgrade to HTTP/2 would be a tunnel through which headers pass as the client wrote them.
    private static final String HEADERS = """
          http-request del-header Upgrade unless { req.fhdr(Upgrade) -i -m str websocket }
          http-request del-header HTTP2-Settings
          http-request del-header Forwarded
          http-request del-header X-Forwarded- -m beg
          http-request del-header X-Debug-Sub
          http-request set-header X-Forwarded-For %[src]
          http-request set-header X-Forwarded-Host %[req.hdr(host)]
          http-request set-header X-Forwarded-Proto http unless { ssl_fc }
          http-request set-header X-Forwarded-Proto https if { ssl_fc }
          http-request set-header X-Real-IP %[src]
        """;

    private static final String CORRELATION = """
              acl safe_id req.fhdr(%1$s) -m reg ^[A-Za-z0-9._:/+=@-]{1,128}$
              http-request set-var(txn.id) uuid()
              http-request set-var(txn.id) req.fhdr(%1$s) if safe_id { req.fhdr_cnt(%1$s) eq 1 }
              http-request set-header %1$s %%[var(txn.id)]
            """.formatted(WireHeader.CORRELATION);

    private static final int HTTPS = 443;

    private Frontend() {}

    static String text(RouterConfig config) {
        PortRange ports = config.loopbackPorts();
        return "\nfrontend hosts\n  bind " + config.address().host() + ":"
                + config.address().port() + "\n  bind 127.0.0.1:" + ports + "\n"
                + config.tls().map(Frontend::bind).orElse("")
                + CORRELATION
                + hosts(ports)
                + config.tls().map(tls -> security(config, tls)).orElse("")
                + SIDECAR
                + HEADERS
                + decision();
    }

    /// On a loopback port only the names of this machine and the port's own host are served: a page whose name
    /// somebody has pointed at this machine gets nothing.
    private static String hosts(PortRange ports) {
        return String.format(Locale.ROOT, """
              http-request set-var(txn.host) req.hdr(host),lower,regsub(:[0-9]*$,),regsub([.]$,)
              http-request set-var(txn.named) dst_port,map(ports.map)
              acl on_loopback_port dst_port %s:%s
              acl has_name var(txn.named) -m found
              acl own_name var(txn.host),strcmp(txn.named) eq 0
              acl loopback_name var(txn.host) -m reg ^(localhost|127[.][0-9]{1,3}[.][0-9]{1,3}[.][0-9]{1,3}|\\[::1\\])$
              http-request set-var(txn.host) var(txn.named) if on_loopback_port has_name loopback_name
              http-request set-var(txn.host) str() if on_loopback_port !has_name
            """, ports.first(), ports.last());
    }

    /// A certificate is served only to the name that stands in the list, and nothing to other names.
    private static String bind(TlsConfig tls) {
        return "  bind " + tls.address().host() + ":" + tls.address().port() + " ssl crt-list " + CertificateFiles.LIST
                + " strict-sni alpn h2,http/1.1 ssl-min-ver TLSv1.2\n";
    }

    /// A connection belongs to the name of its handshake (RFC 9110, section 7.4). Answers to challenges come before
    /// plain requests are sent to the address with TLS.
    private static String security(RouterConfig config, TlsConfig tls) {
        String port = tls.address().port() == HTTPS ? "" : ":" + tls.address().port();
        return String.format(
                Locale.ROOT,
                """
                  http-request set-var(txn.sni) ssl_fc_sni,lower if { ssl_fc }
                  acl own_connection var(txn.host),strcmp(txn.sni) eq 0
                %s  http-request set-var(txn.path) path
                  http-request set-var(txn.answer) var(txn.host),concat(,txn.path),map(challenges.map)
                  acl answered var(txn.answer) -m found
                  http-request return status 200 content-type text/plain lf-string %%[var(txn.answer)] if answered
                  acl plain dst_port %s
                  acl secure var(txn.host),map(secure.map) -m found
                  http-request redirect code 308 location https://%%[var(txn.host)]%s%%[pathq] if plain secure
                """,
                RouterAnswers.MISDIRECTED.when("{ ssl_fc } !own_connection"),
                config.address().port(),
                port);
    }

    private static String decision() {
        return String.format(
                Locale.ROOT,
                """
              http-request set-var(txn.state) var(txn.host),map(hosts.map)
            %s%s%s
              http-request set-var(txn.process) str(api)
              http-request set-var(txn.process) str(mcp) if sidecar
              http-request set-var(txn.backend) var(txn.host),concat(/,txn.process),map(backends.map)
              use_backend %%[var(txn.backend)] if { var(txn.backend) -m found }
              default_backend nothing

            backend nothing
            """,
                RouterAnswers.MISDIRECTED.when("on_loopback_port has_name !own_name !loopback_name"),
                RouterAnswers.UNKNOWN_HOST.when("!{ var(txn.state) -m found }"),
                RouterAnswers.SUSPENDED.when("{ var(txn.state) -m str " + RouterMap.SUSPENDED + " }"));
    }
}
