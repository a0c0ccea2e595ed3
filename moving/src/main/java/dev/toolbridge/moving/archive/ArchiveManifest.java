package dev.toolbridge.moving.archive;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The manifest of an archive, its last member: what it holds, with the size and the hash of every other member.
///
/// @param counts the numbers of items by the plural of their type
public record ArchiveManifest(About about, SequencedMap<String, Count> counts, List<Member> members) {
    static final String NAME = "manifest.json";
    static final String FORMAT = "toolbridge-archive";
    static final int VERSION = 1;
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public ArchiveManifest {
        members = List.copyOf(members);
    }

    /// The origin of an archive.
    ///
    /// @param madeBy the program that wrote it
    /// @param madeAt the time at which it was complete
    /// @param head the number of the last change in it
    /// @param hasHistory true if it holds the journal too
    public record About(
            String madeBy, String madeAt, String tenant, String space, int epoch, long head, boolean hasHistory) {}

    /// The numbers of items of a type.
    public record Count(long live, long deleted) {

        Count plus(boolean isDeleted) {
            return isDeleted ? new Count(live, deleted + 1) : new Count(live + 1, deleted);
        }
    }

    /// A member of the archive.
    ///
    /// @param bytes its size, unpacked
    public record Member(String name, long bytes, long lines, String sha256) {}

    byte[] bytes() throws IOException {
        ObjectNode json = JSON.createObjectNode().put("format", FORMAT).put("formatVersion", VERSION);
        json.put("madeBy", about.madeBy()).put("madeAt", about.madeAt()).put("tenant", about.tenant());
        json.put("space", about.space()).put("epoch", about.epoch()).put("head", about.head());
        json.put("history", about.hasHistory());
        ObjectNode each = json.putObject("counts");
        counts.forEach((plural, count) ->
                each.putObject(plural).put("live", count.live()).put("deleted", count.deleted()));
        var list = json.putArray("members");
        for (Member member : members) {
            list.addObject()
                    .put("name", member.name())
                    .put("bytes", member.bytes())
                    .put("lines", member.lines())
                    .put("sha256", member.sha256());
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    }

    static ArchiveManifest read(byte[] bytes) throws IOException {
        JsonNode json = JSON.readTree(bytes);
        if (!json.path("format").asText().equals(FORMAT)) {
            throw new ArchiveFault("this zip is no archive of a space: its manifest has another format");
        }
        if (json.path("formatVersion").asInt() != VERSION) {
            throw new ArchiveFault("the archive has the version " + json.path("formatVersion")
                    + ", and this program knows " + VERSION + ": use the newer program");
        }
        var counts = new TreeMap<String, Count>();
        json.path("counts")
                .properties()
                .forEach(count -> counts.put(
                        count.getKey(),
                        new Count(
                                count.getValue().path("live").asLong(),
                                count.getValue().path("deleted").asLong())));
        var members = new ArrayList<Member>();
        for (JsonNode member : json.path("members")) {
            members.add(new Member(
                    member.path("name").asText(),
                    member.path("bytes").asLong(),
                    member.path("lines").asLong(),
                    member.path("sha256").asText()));
        }
        return new ArchiveManifest(about(json), counts, members);
    }

    private static About about(JsonNode json) {
        return new About(
                json.path("madeBy").asText(),
                json.path("madeAt").asText(),
                json.path("tenant").asText(),
                json.path("space").asText(),
                json.path("epoch").asInt(),
                json.path("head").asLong(),
                json.path("history").asBoolean());
    }
}
