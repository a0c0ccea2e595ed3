package dev.toolbridge.proof.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReportCommandTest {
    private final List<Plan> plans = new ArrayList<>();
    private final Row good = new Row("good", "holds always", plan -> {
        plans.add(plan);
        return "1 of 1";
    });
    private final Row bad = new Row("bad", "never holds", _ -> {
        throw new AssertionError("seen | broken");
    });
    private final ReportCommand command = new ReportCommand("report-test", "Tries the command.", List.of(good, bad));

    @Test
    void helpNamesEveryRow() {
        assertThat(command.usage()).contains("good", "bad", "--seed");
        assertThat(command.run("--help")).isZero();
    }

    @Test
    void aRowIsRunByNameWithItsSeed() {
        assertThat(command.run("good", "--seed", "7")).isZero();
        assertThat(command.run("--short", "good", "--seed", "8")).isZero();
        assertThat(command.run("good", "--seed", "9", "--items", "100")).isZero();
        assertThat(plans)
                .containsExactly(new Plan(7, true), new Plan(8, false), new Plan(9, true, OptionalInt.of(100)));
    }

    @Test
    void aBrokenClaimFailsTheRunAndIsReported() {
        var result = Result.of(bad, Plan.brief());

        assertThat(command.run()).isEqualTo(1);
        assertThat(new Table("report-test", Plan.brief(), List.of(result)).markdown())
                .contains("| bad | never holds | BROKEN |", "seen \\| broken");
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        assertThat(command.run("unknown")).isEqualTo(2);
        assertThat(command.run("--seed")).isEqualTo(2);
        assertThat(command.run("--seed", "x")).isEqualTo(2);
        assertThat(command.run("--items", "123456789")).isEqualTo(2);
        assertThat(plans).isEmpty();
    }
}
