package dev.toolbridge.proof.torture;

import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.Mutant;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Runs each attack against a server without a guard: it is of use only if it finds harm there.
final class GuardAttack {
    private static final int HARM_LENGTH_MAX = 60;

    private static final List<Guard> GUARDS = List.of(
            new Guard(
                    "the epoch checked while the head is held",
                    new Mutation(
                            "store/write/SpaceTransaction.java",
                            "work.epoch().getAsInt() != opening.epoch()",
                            "work.epoch().getAsInt() < 0"),
                    WipeAttack::run),
            new Guard(
                    "the winner given a new place for the loser",
                    new Mutation("item/decision/LastWrite.java", "List.of(new Reordered(type, stored))", "List.of()"),
                    DeviceAttack::run),
            new Guard(
                    "the demanded version checked in the transaction",
                    new Mutation("item/decision/Decision.java", "write.precondition().require(stored.version());", ""),
                    IfMatchAttack::run),
            new Guard(
                    "receipts looked up before the effect",
                    new Mutation(
                            "store/write/SpaceWriter.java",
                            "Receipts.claim(connection, space, batches)",
                            "new Receipts.Claims<>(new java.util.IdentityHashMap<>(), java.util.Set.of())"),
                    DuplicateAttack::run));

    private GuardAttack() {}

    /// The place of a guard, and the text in its place without it.
    private record Mutation(String source, String guard, String gap) {}

    /// A guard, and the attack that finds harm without it.
    private record Guard(String name, Mutation mutation, BiFunction<Plan, Supplier<List<SyncClient>>, String> attack) {

        String missed(Plan plan) {
            var classes = Mutant.ofApi(mutation.source(), mutation.guard(), mutation.gap());
            try (RunningApi unguarded = Replicas.instance().first().startAgain(List.of(classes))) {
                return name + ": " + harm(() -> attack.apply(plan, () -> List.of(SyncClient.of(unguarded))));
            }
        }
    }

    /// Runs the short form, which is enough to find harm.
    static String run(Plan plan) {
        var brief = new Plan(plan.seed(), false);
        return GUARDS.stream().map(guard -> guard.missed(brief)).collect(Collectors.joining("; "));
    }

    /// The harm that an attack finds, which must find some.
    static String harm(Supplier<String> attack) {
        String figures;
        try {
            figures = attack.get();
        } catch (AssertionError found) {
            String text = found.getMessage().lines().findFirst().orElse("");
            return text.substring(0, Math.min(text.length(), HARM_LENGTH_MAX));
        }
        throw new AssertionError("the attack would not notice: " + figures);
    }
}
