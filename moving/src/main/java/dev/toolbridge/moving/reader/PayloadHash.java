package dev.toolbridge.moving.reader;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The hash of a payload's own content. Order of names, spelling of numbers and what the server adds do not count, so
/// that a stored payload which nobody has changed has the hash of the one that was imported.
public final class PayloadHash {
    private static final Set<String> NOT_COUNTED = Set.of(
            "imported",
            "uid",
            "updatedTs",
            "updateTime",
            "sync",
            "version",
            "isDirty",
            "isDeleted",
            "remoteUpdatedAt",
            "lastSyncedAt");

    private PayloadHash() {}

    /// The hash as 64 hexadecimal digits.
    public static String of(JsonNode payload) {
        var digest = sha256();
        var names = new TreeMap<String, JsonNode>();
        payload.properties().forEach(field -> names.put(field.getKey(), field.getValue()));
        names.keySet().removeAll(NOT_COUNTED);
        addFields(digest, names);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> {
                var names = new TreeMap<String, JsonNode>();
                value.properties().forEach(field -> names.put(field.getKey(), field.getValue()));
                addFields(digest, names);
            }
            case ARRAY -> {
                add(digest, 'a', Integer.toString(value.size()));
                value.forEach(element -> add(digest, element));
            }
            case STRING -> add(digest, 's', value.textValue());
            case NUMBER ->
                add(digest, 'n', value.decimalValue().stripTrailingZeros().toString());
            case BOOLEAN, NULL, BINARY, MISSING, POJO -> add(digest, 'l', value.asText());
        }
    }

    private static void addFields(MessageDigest digest, SortedMap<String, JsonNode> fields) {
        add(digest, 'o', Integer.toString(fields.size()));
        fields.forEach((name, value) -> {
            add(digest, 'f', name);
            add(digest, value);
        });
    }

    private static void add(MessageDigest digest, char kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((kind + Integer.toString(bytes.length) + ':').getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
