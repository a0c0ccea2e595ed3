package dev.toolbridge.tenants.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.service.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotasTest {

    @ParameterizedTest
    @EnumSource
    void aPlanSetsEveryLimit(Plan plan) {
        assertThat(plan.quotas().limits()).hasSize(Quota.values().length);
        assertThat(Quotas.read(plan.quotas().json(), plan)).isEqualTo(plan.quotas());
        assertThat(Plan.read(plan.word())).hasValue(plan);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Quotas.LIMIT_MAX})
    void takesTheSmallestAndTheLargestLimit(long limit) {
        Quotas quotas = Plan.TRIAL.quotas().with(Map.of(Quota.ITEMS, limit));

        assertThat(Quotas.read(quotas.json(), Plan.TRIAL).limit(Quota.ITEMS)).isEqualTo(limit);
        assertThat(quotas.limit(Quota.KEYS)).isEqualTo(Plan.TRIAL.quotas().limit(Quota.KEYS));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Quotas.LIMIT_MAX + 1})
    void refusesALimitBeyondThose(long limit) {
        Quotas quotas = Plan.TRIAL.quotas();

        assertThatThrownBy(() -> quotas.with(Map.of(Quota.ITEMS, limit)))
                .hasMessage("items must be between 0 and 9007199254740991");
    }

    @Test
    void givesAQuotaThatTheWriterDidNotKnowThePlansLimit() {
        assertThat(Quotas.read(Json.object().put("items", 7), Plan.LARGE))
                .isEqualTo(Plan.LARGE.quotas().with(Map.of(Quota.ITEMS, 7L)));
    }
}
