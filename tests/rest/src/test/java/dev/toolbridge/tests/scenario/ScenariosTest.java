package dev.toolbridge.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import java.util.Collection;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ScenariosTest {

    @TestFactory
    Stream<DynamicContainer> everyEntityType() {
        return Entities.ALL.stream()
                .map(type -> DynamicContainer.dynamicContainer(
                        type.plural(),
                        scenarios(type)
                                .filter(scenario -> scenario.suits().test(type))
                                .map(scenario -> DynamicTest.dynamicTest(
                                        type.plural() + ": " + scenario, () -> play(scenario, type)))));
    }

    private static Stream<Scenario> scenarios(EntityType type) {
        return Stream.of(
                        CreateScenarios.TABLE.stream(),
                        BodyScenarios.table(),
                        FieldScenarios.table(type),
                        ParentScenarios.table(type),
                        ReadScenarios.TABLE.stream(),
                        ReplaceScenarios.TABLE.stream(),
                        PatchScenarios.TABLE.stream(),
                        PreconditionScenarios.table(),
                        UidScenarios.table(type),
                        ActionScenarios.table(type),
                        ListScenarios.TABLE.stream(),
                        HistoryScenarios.TABLE.stream(),
                        DifferenceScenarios.table(),
                        RestoreScenarios.table(),
                        EdgeScenarios.TABLES.stream().flatMap(Collection::stream))
                .flatMap(scenarios -> scenarios);
    }

    /// A failure names its scenario, since reports show dynamic tests by number only.
    private static void play(Scenario scenario, EntityType type) {
        var world = new World(RunningApi.instance(), type);
        var reply = world.send(call(scenario, world));
        try {
            assertThat(reply.status()).isEqualTo(scenario.status());
            scenario.checks().forEach(check -> check.verify(reply, world::fill));
        } catch (AssertionError broken) {
            throw new AssertionError(
                    type.plural() + ": " + scenario + ": " + broken.getMessage() + "\nin " + reply, broken);
        }
    }

    /// The request with all names filled in; a header with an empty value stands for none.
    private static Call call(Scenario scenario, World world) {
        var call = Call.of(scenario.method(), world.fill(scenario.path()));
        if (scenario.body().isPresent()) {
            call = call.body(world.fill(scenario.body().get()));
            call = isNamed(scenario, "Content-Type") ? call : call.with("Content-Type", "application/json");
        }
        for (var header : scenario.headers()) {
            call = call.with(header.getKey(), world.fill(header.getValue()));
        }
        return call;
    }

    private static boolean isNamed(Scenario scenario, String header) {
        return scenario.headers().stream().anyMatch(named -> named.getKey().equals(header));
    }
}
