package dev.toolbridge.connect.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Settles a conflict, or lets a refused text go.
@Command(
        name = "resolve",
        description = "Settles a conflict of the project, or lets a refused text of this machine go.")
final class ResolveCommand implements Runnable {
    private static final String MERGED = "merged";
    private static final Set<String> SIDES = Set.of("kept", "lost", MERGED);

    @Parameters(index = "0", arity = "1", paramLabel = "ID", description = "The id of the memory.")
    private UUID uid;

    @Parameters(index = "1", arity = "0..1", paramLabel = "VERSION", description = "The version of the conflict.")
    private Long version;

    @Option(names = "--take", paramLabel = "SIDE", description = "kept, lost, or merged with the fields of --payload.")
    private String side;

    @Option(names = "--payload", paramLabel = "JSON", description = "The fields of the merged text.")
    private String payload;

    @Option(names = "--drop", description = "Lets the refused text of this machine go.")
    private boolean isDropped;

    private final Desk desk;

    ResolveCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        if (isDropped) {
            int dropped = LocalProject.open(desk).memories().drop(uid.toString());
            if (dropped == 0) {
                throw new CommandFailure("no text of " + uid + " was refused on this machine");
            }
            desk.screen().say("Dropped: " + uid);
            return;
        }
        if (version == null || side == null || !SIDES.contains(side)) {
            throw new CommandFailure("name the version of the conflict, and --take kept, lost or merged");
        }
        if (side.equals(MERGED) != (payload != null)) {
            throw new CommandFailure("--payload belongs to --take merged");
        }
        ObjectNode body = Json.object().put("take", side);
        if (payload != null) {
            body.set("payload", parsed(payload));
        }
        ProjectLink link = ProjectLink.open(desk);
        JsonNode settled = link.api().post(link.path("/conflicts/" + uid + "/" + version + "/resolve"), body);
        desk.screen()
                .say("Settled: " + uid + " is version "
                        + settled.path("version").asText("unknown"));
    }

    private static JsonNode parsed(String text) {
        try {
            JsonNode json = Json.parse(text.getBytes(StandardCharsets.UTF_8));
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException wrong) {
            throw new CommandFailure("--payload is no JSON object", wrong);
        }
        throw new CommandFailure("--payload is no JSON object");
    }
}
