package dev.toolbridge.service.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.event.KeyValuePair;

/// Writes an event as one line: time, level, logger, message, then what is known of the request and of the event, flat.
final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
            .build();
    private static final byte[] NOTHING = {};
    private static final int LINE_BYTES = 512;
    private static final int MS_OF_SECOND = 1_000;

    private volatile Second last = new Second(0, Instant.EPOCH.toString());

    /// A second that is written already; many lines follow each other in one.
    private record Second(long number, String text) {}

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        var line = new ByteArrayOutputStream(LINE_BYTES);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("timestamp", time(event.getTimeStamp()));
            json.writeStringField("level", event.getLevel().toString());
            json.writeStringField("logger", event.getLoggerName());
            json.writeStringField("message", Redaction.of(event.getFormattedMessage()));
            writeFacts(json, event);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return line.toByteArray();
    }

    private String time(long epochMs) {
        long number = Math.floorDiv(epochMs, MS_OF_SECOND);
        int ms = Math.floorMod(epochMs, MS_OF_SECOND);
        Second second = last;
        if (second.number() != number) {
            second = new Second(number, Instant.ofEpochSecond(number).toString());
            last = second;
        }
        if (ms == 0) {
            return second.text();
        }
        String digits = Integer.toString(MS_OF_SECOND + ms).substring(1);
        return second.text().substring(0, second.text().length() - 1) + "." + digits + "Z";
    }

    /// Each name once: what the event says itself counts more than what surrounds it.
    private static void writeFacts(JsonGenerator json, ILoggingEvent event) throws IOException {
        Map<String, String> around = event.getMDCPropertyMap();
        List<KeyValuePair> pairs = event.getKeyValuePairs() == null ? List.of() : event.getKeyValuePairs();
        if (event.getThrowableProxy() == null && areDifferent(around, pairs)) {
            for (var fact : around.entrySet()) {
                write(json, fact.getKey(), fact.getValue());
            }
            for (KeyValuePair pair : pairs) {
                write(json, pair.key, pair.value);
            }
            return;
        }
        for (var fact : facts(event, around, pairs).entrySet()) {
            write(json, fact.getKey(), fact.getValue());
        }
    }

    private static boolean areDifferent(Map<String, String> around, List<KeyValuePair> pairs) {
        for (int index = 0; index < pairs.size(); index++) {
            String key = pairs.get(index).key;
            if (around.containsKey(key) || pairs.subList(0, index).stream().anyMatch(pair -> pair.key.equals(key))) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, Object> facts(
            ILoggingEvent event, Map<String, String> around, List<KeyValuePair> pairs) {
        Map<String, Object> facts = new LinkedHashMap<>(around);
        pairs.forEach(pair -> facts.put(pair.key, pair.value));
        Optional.ofNullable(event.getThrowableProxy()).ifPresent(thrown -> facts.put("exception", stack(thrown)));
        return facts;
    }

    private static void write(JsonGenerator json, String name, Object value) throws IOException {
        switch (value) {
            case Integer number -> json.writeNumberField(name, number);
            case Long number -> json.writeNumberField(name, number);
            case Boolean flag -> json.writeBooleanField(name, flag);
            case null -> json.writeNullField(name);
            default -> json.writeStringField(name, Redaction.of(value.toString()));
        }
    }

    private static String stack(IThrowableProxy thrown) {
        return ThrowableProxyUtil.asString(thrown).strip();
    }
}
