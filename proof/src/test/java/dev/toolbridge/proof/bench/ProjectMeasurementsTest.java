package dev.toolbridge.proof.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.RunningApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The short forms of what is measured in projects, on one server.
class ProjectMeasurementsTest {
    private static final ApiDatabase DATABASE = ApiDatabase.fresh();
    private static final RunningApi API = DATABASE.start();

    @AfterAll
    static void close() {
        API.close();
    }

    @Test
    void everyWebhookIsCalledForEveryChange() {
        assertThat(WebhookDelays.on(API, DATABASE, Plan.brief())).contains("lost 0");
    }

    @Test
    void memoriesAreRecalledAmongThoseOfManyTenants() {
        assertThat(RecallTimes.on(API, DATABASE, Plan.brief())).contains("400 memories of a project");
    }

    @Test
    void anAssistantIsToldOfEveryChange() {
        assertThat(NoticeDelays.on(API, Plan.brief())).contains("none without a notice");
    }

    @Test
    void aProjectIsComparedWithAPersonalSpace() {
        assertThat(ProjectPrice.on(API, Plan.brief())).contains("get in projects", "create in projects");
    }
}
