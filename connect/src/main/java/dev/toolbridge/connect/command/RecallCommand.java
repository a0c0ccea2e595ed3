package dev.toolbridge.connect.command;

import dev.toolbridge.connect.cache.CachedMemories;
import dev.toolbridge.connect.memory.MemoryQuestion;
import dev.toolbridge.connect.memory.MemoryRecall;
import dev.toolbridge.connect.terminal.CommandFailure;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Finds memories by words, with or without a network.
@Command(
        name = "recall",
        description =
                "Finds memories by words, \"words in a row\" or -words to leave out; a memory with exactly this key"
                        + " comes first. Without a network too.")
final class RecallCommand implements Runnable {
    private static final int LIMIT_MAX = 50;

    @Parameters(arity = "1..*", paramLabel = "QUESTION", description = "The question.")
    private List<String> words;

    @Option(names = "--type", description = "Only memories of this type.")
    private String type;

    @Option(names = "--tag", description = "Only memories with this tag.")
    private String tag;

    @Option(names = "--limit", defaultValue = "10", description = "1 to 50, by default 10.")
    private int limit;

    @Option(names = "--superseded", description = "Shows memories that others replace, too.")
    private boolean withSuperseded;

    private final Desk desk;

    RecallCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new CommandFailure("--limit is 1 to " + LIMIT_MAX);
        }
        String question = String.join(" ", words).strip();
        CachedMemories memories = LocalProject.open(desk).memories();
        List<MemoryRecall.Found> found =
                MemoryQuestion.of(question).match().map(memories::find).orElseGet(List::of);
        var filter = new MemoryRecall.Filter(
                Optional.ofNullable(type).stream().toList(),
                Optional.ofNullable(tag).stream().toList(),
                withSuperseded,
                limit);
        List<String> answer = MemoryRecall.answer(question, found, memories.all(), filter);
        answer.forEach(desk.screen()::say);
        if (answer.isEmpty()) {
            desk.screen().remark("no memory here has these words; fbc sync brings those of the others");
        }
    }
}
