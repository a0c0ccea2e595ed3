package dev.toolbridge.mcp.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Passes on the identity provider's own metadata (RFC 8414): clients of revision 2025-03-26 and older ones
/// look for it only at the resource.
public final class ProviderMetadata implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderMetadata.class);
    private static final List<String> DOCUMENTS =
            List.of("/.well-known/oauth-authorization-server", "/.well-known/openid-configuration");
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final int BYTES_MAX = 256 * 1024;
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s/?#@\\\\^`{|}<>\"%]+(?:/[\\w.~/-]*)?");

    private final URI issuer;
    private final InstantSource clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private volatile Optional<Fetched> newest = Optional.empty();

    /// The result of a request and the time of the next: many clients ask a failed provider only once.
    private record Fetched(Optional<byte[]> document, Instant until) {}

    private ProviderMetadata(URI issuer, InstantSource clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /// The metadata of an issuer whose name is an address (RFC 8414, section 2); others publish no metadata.
    public static Optional<ProviderMetadata> of(String issuer, InstantSource clock) {
        return Optional.of(issuer)
                .filter(name -> ADDRESS.matcher(name).matches())
                .map(name -> new ProviderMetadata(URI.create(name), clock));
    }

    /// The addresses that clients of all revisions try, for the resources that they log in for.
    public List<Route> routes() {
        List<String> behind = Stream.concat(
                        Stream.of("", "/"), PathAudiences.LOGIN.stream().flatMap(path -> Stream.of(path, path + "/")))
                .toList();
        return DOCUMENTS.stream()
                .flatMap(document -> Stream.concat(
                        behind.stream().map(path -> document + path),
                        PathAudiences.LOGIN.stream().map(path -> path + document)))
                .map(address -> new Route("GET", address, 0, _ -> Answer.json(200, document())))
                .toList();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private byte[] document() {
        return fresh().orElseGet(this::fetched).document().orElseThrow(() -> Refusal.of(
                        ErrorCode.UNAVAILABLE, "the identity provider is unavailable")
                .header("Retry-After", Long.toString(PAUSE.toSeconds())));
    }

    private Optional<Fetched> fresh() {
        Instant now = clock.instant();
        return newest.filter(fetched -> fetched.until().isAfter(now));
    }

    /// One of many concurrent requests asks the provider.
    private synchronized Fetched fetched() {
        return fresh().orElseGet(() -> {
            Optional<byte[]> document =
                    addresses().flatMap(address -> fetch(address).stream()).findFirst();
            var fetched = new Fetched(document, clock.instant().plus(document.isPresent() ? LIFE : PAUSE));
            newest = Optional.of(fetched);
            return fetched;
        });
    }

    /// RFC 8414, section 3: between host and path; OpenID Connect Discovery, section 4: behind the path.
    private Stream<URI> addresses() {
        String root = issuer.getScheme() + "://" + issuer.getRawAuthority();
        String path = issuer.getRawPath().replaceAll("/+$", "");
        return Stream.of(root + DOCUMENTS.getFirst() + path, root + path + DOCUMENTS.getLast())
                .map(URI::create);
    }

    private Optional<byte[]> fetch(URI address) {
        var request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] document = body.readNBytes(BYTES_MAX + 1);
                return Optional.of(document).filter(_ -> response.statusCode() == 200 && isOurs(document));
            }
        } catch (IOException failure) {
            LOG.atWarn()
                    .addKeyValue("address", address)
                    .addKeyValue("reason", failure.toString())
                    .log("the identity provider's metadata cannot be read");
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// Metadata that names another issuer must not be used (RFC 8414, section 3.3).
    private boolean isOurs(byte[] document) {
        try {
            return document.length <= BYTES_MAX
                    && Json.parse(document) instanceof ObjectNode metadata
                    && metadata.path("issuer").asText().equals(issuer.toString());
        } catch (JsonProcessingException _) {
            return false;
        }
    }
}
