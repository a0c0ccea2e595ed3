package dev.toolbridge.identity.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.identity.state.Client;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Clients whose id is the address of a document that describes them (OAuth Client ID Metadata Document).
///
/// The document is fetched when it is needed: without redirects, within a size and a time, and only from a host on
/// this machine or one that is public, and no more often than people log in, so that a web page cannot make us look
/// around in the network.
final class ClientDocuments {
    private static final Logger LOG = LoggerFactory.getLogger(ClientDocuments.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int BYTES_MAX = 10_240;
    private static final int ADDRESS_LENGTH_MAX = 1_000;
    private static final int OK = 200;
    private static final int FETCHES_MAX = 60;

    private final Allowance allowance;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    ClientDocuments(InstantSource clock) {
        this.allowance = new Allowance(FETCHES_MAX, clock);
    }

    /// Tells if a client id is such an address.
    static boolean isAddress(String clientId) {
        return clientId.startsWith("https://") || clientId.startsWith("http://");
    }

    Optional<Client> fetch(String clientId) {
        try {
            var address = new URI(clientId);
            if (clientId.length() > ADDRESS_LENGTH_MAX || !PublicAddress.mayFetch(address)) {
                return Optional.empty();
            }
            if (!allowance.take()) {
                throw OauthRefusal.tooOften("too many descriptions of clients are fetched; wait a minute");
            }
            return client(clientId, Json.parse(get(address)));
        } catch (IOException | java.net.URISyntaxException useless) {
            LOG.atInfo().addKeyValue("client", clientId).log("a client's document is of no use");
            return Optional.empty();
        }
    }

    private byte[] get(URI address) throws IOException {
        var request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .build();
        var exchange = http.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), BYTES_MAX));
        try {
            var response = exchange.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != OK) {
                throw new IOException("the document's address answers " + response.statusCode());
            }
            return response.body();
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException("the document cannot be fetched", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } finally {
            exchange.cancel(true);
        }
    }

    /// The document must name its own address, so that no client can speak for another.
    private static Optional<Client> client(String clientId, JsonNode document) {
        List<String> redirects = StreamSupport.stream(
                        document.path("redirect_uris").spliterator(), false)
                .map(JsonNode::asText)
                .filter(RedirectAddress::mayRegister)
                .toList();
        boolean usable = document.path("client_id").asText().equals(clientId) && !redirects.isEmpty();
        String name = document.path("client_name").asText(URI.create(clientId).getHost());
        return usable ? Optional.of(new Client(clientId, name, redirects, "none", "", "")) : Optional.empty();
    }
}
