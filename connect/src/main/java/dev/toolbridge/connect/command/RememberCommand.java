package dev.toolbridge.connect.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.connect.memory.Memory;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Keeps a memory, with or without a network.
@Command(
        name = "remember",
        description = "Keeps a memory for the project. Without a network too: it is sent by fbc sync.")
final class RememberCommand implements Runnable {
    @Parameters(arity = "1..*", paramLabel = "TEXT", description = "The text.")
    private List<String> words;

    @Option(
            names = "--type",
            defaultValue = "fact",
            description = "fact (the default), convention, gotcha or decision.")
    private String type;

    @Option(names = "--tag", paramLabel = "TAG", description = "A tag; may be given several times.")
    private List<String> tags;

    @Option(names = "--key", paramLabel = "KEY", description = "The name of a convention.")
    private String key;

    @Option(names = "--rationale", paramLabel = "TEXT", description = "The reason for it.")
    private String rationale;

    @Option(names = "--supersedes", paramLabel = "ID", description = "The memory that this one replaces.")
    private String supersedes;

    private final Desk desk;

    RememberCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        ObjectNode payload = NewMemory.of(type, String.join(" ", words));
        Optional.ofNullable(key).ifPresent(text -> payload.put(Memory.KEY, text));
        Optional.ofNullable(rationale).ifPresent(text -> payload.put(Memory.RATIONALE, text));
        Optional.ofNullable(supersedes).ifPresent(text -> payload.put(Memory.SUPERSEDES, text));
        Optional.ofNullable(tags).ifPresent(names -> names.forEach(payload.withArray(Memory.TAGS)::add));
        desk.screen().say("Remembered: " + LocalProject.open(desk).memories().remember(payload));
    }
}
