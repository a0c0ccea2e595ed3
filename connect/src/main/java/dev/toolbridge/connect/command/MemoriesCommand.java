package dev.toolbridge.connect.command;

import dev.toolbridge.connect.memory.Memory;
import dev.toolbridge.connect.memory.MemoryTrust;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lists the memories of the project, with or without a network.
@Command(name = "memories", description = "Lists the memories of the project, those that changed last first.")
final class MemoriesCommand implements Runnable {
    @Option(names = "--type", description = "Only memories of this type.")
    private String type;

    @Option(names = "--tag", description = "Only memories with this tag.")
    private String tag;

    private final Desk desk;

    MemoriesCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        Instant now = Instant.now();
        List<Memory> all = LocalProject.open(desk).memories().all();
        all.stream()
                .filter(memory -> type == null || memory.type().equals(type))
                .filter(memory -> tag == null || memory.tags().contains(tag))
                .forEach(memory -> desk.screen()
                        .say(memory.shown(MemoryTrust.of(memory.payload(), now).state())));
    }
}
