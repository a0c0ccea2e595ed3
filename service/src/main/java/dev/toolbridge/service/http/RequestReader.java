package dev.toolbridge.service.http;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// Turns the server's request into ours, for routes of the table and for handlers beside it.
public final class RequestReader {
    private static final Pattern ENCODED = Pattern.compile("(?:%[0-9a-fA-F]{2})+");

    private static final Pattern CURSOR = Pattern.compile("(?:^|&)cursor=[^&]*");

    private RequestReader() {}

    /// Reads a request, its body when it is first asked for.
    ///
    /// @throws Refusal if the query is not UTF-8, if the body is encoded, or announced to be larger than
    ///     `bodyBytesMax`
    public static Request read(ServerRequest request, int bodyBytesMax) {
        refuseEncodings(request);
        refuseOtherThanUtf8(request.query().rawValue());
        return withBody(request, new RequestBody(request, bodyBytesMax));
    }

    /// A request without its body, for a decision before the body is read.
    public static Request head(ServerRequest request) {
        return withBody(request, () -> new byte[0]);
    }

    private static Request withBody(ServerRequest request, RequestContent body) {
        return new Request(
                request.prologue().method().text(),
                request.path().rawPath(),
                parameters(request),
                query(request),
                new HeaderLines(request.headers()),
                body,
                request.remotePeer().host(),
                EdgeFilter.correlationId(request));
    }

    /// The coding `identity` does not count as one (RFC 9110, section 8.4.1).
    private static void refuseEncodings(ServerRequest request) {
        boolean encoded = request.headers().contains(HeaderNames.CONTENT_ENCODING)
                && request.headers().values(HeaderNames.CONTENT_ENCODING).stream()
                        .map(String::strip)
                        .anyMatch(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase("identity"));
        if (encoded) {
            throw Refusal.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding is not supported on requests");
        }
    }

    /// Bytes that are no characters would be read as other ones. A cursor with such bytes is refused by its signature.
    private static void refuseOtherThanUtf8(String query) {
        boolean isUtf8 = query.indexOf('%') < 0
                || ENCODED.matcher(CURSOR.matcher(query).replaceAll(""))
                        .results()
                        .allMatch(part -> isUtf8(part.group()));
        if (!isUtf8) {
            throw Refusal.of(ErrorCode.INVALID_REQUEST, "the percent-encoded bytes of the query are not UTF-8");
        }
    }

    private static boolean isUtf8(String encoded) {
        byte[] bytes = HexFormat.of().parseHex(encoded.replace("%", ""));
        try {
            var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private static SequencedMap<String, String> parameters(ServerRequest request) {
        var values = new LinkedHashMap<String, String>();
        RoutedTable.match(request)
                .map(match -> match.path().pathParameters())
                .ifPresent(parameters -> parameters.names().forEach(name -> values.put(name, parameters.get(name))));
        return values;
    }

    private static SequencedMap<String, List<String>> query(ServerRequest request) {
        var values = new LinkedHashMap<String, List<String>>();
        var query = request.query();
        query.names().forEach(name -> values.put(name, query.all(name)));
        return values;
    }
}
