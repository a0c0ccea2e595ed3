package dev.toolbridge.tenants.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.digest.Digest;
import dev.toolbridge.tenants.operation.Once;
import dev.toolbridge.tenants.operation.OperationStatus;
import dev.toolbridge.tenants.tenant.Plan;
import dev.toolbridge.tenants.tenant.Quota;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.tenants.tenant.TenantPatch;
import dev.toolbridge.tenants.tenant.TenantStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TenantStoreTest {
    private static final TestControl CONTROL = new TestControl();

    private final TenantStore tenants = CONTROL.tenants();

    @AfterAll
    static void close() {
        CONTROL.close();
    }

    @Test
    void recordsATenantWithItsOperation() {
        Creation.Created created = CONTROL.created(TestPlan.tenant("first", Optional.of("org_first")));

        assertThat(created.tenant().status()).isEqualTo(TenantStatus.PROVISIONING);
        assertThat(created.tenant().quotas()).isEqualTo(Plan.TRIAL.quotas());
        assertThat(created.operation().steps()).hasSize(2);
        assertThat(created.operation().status()).isEqualTo(OperationStatus.QUEUED);
        assertThat(tenants.find("first")).hasValue(created.tenant());
        assertThat(tenants.find("org_first")).hasValue(created.tenant());
        assertThat(tenants.find(created.tenant().ref())).hasValue(created.tenant());
        assertThat(CONTROL.operations().find(created.operation().id())).hasValue(created.operation());
        assertThat(CONTROL.operations().running(List.of(created.tenant().ref())))
                .isEqualTo(Map.of(created.tenant().ref(), created.operation().id()));
    }

    @Test
    void refusesASlugAndAnOrganisationThatATenantHas() {
        Creation.Created created = CONTROL.created(TestPlan.tenant("taken", Optional.of("org_taken")));

        assertThat(create("taken", Optional.empty())).isEqualTo(new Creation.SlugTaken());
        assertThat(create("other", Optional.of("org_taken")))
                .isEqualTo(new Creation.TenantExists(created.tenant().ref()));
        assertThat(tenants.find("other")).isEmpty();
        assertThat(create("other", Optional.empty())).isInstanceOf(Creation.Created.class);
    }

    @Test
    void createsOneOfManyAtTheSameInstant() throws Exception {
        var begin = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<Creation>>();
            for (int count = 0; count < 8; count++) {
                String slug = count % 2 == 0 ? "at-once" : "at-once-" + count;
                asked.add(threads.submit(() -> {
                    begin.await();
                    return create(slug, Optional.of("org_at_once"));
                }));
            }
            begin.countDown();
            int created = 0;
            for (var future : asked) {
                created += future.get() instanceof Creation.Created ? 1 : 0;
            }
            assertThat(created).isEqualTo(1);
        }
    }

    @Test
    void freesTheSlugNinetyDaysAfterTheDestruction() {
        Tenant tenant = CONTROL.active("passing");
        CONTROL.alter("UPDATE tenant SET status = 'destroyed' WHERE slug = 'passing'");
        CONTROL.alter("UPDATE slug SET free_at = now() + interval '1 minute' WHERE slug = 'passing'");
        assertThat(create("passing", Optional.empty())).isEqualTo(new Creation.SlugTaken());

        CONTROL.alter("UPDATE slug SET free_at = now() WHERE slug = 'passing'");
        assertThat(create("passing", Optional.empty())).isInstanceOf(Creation.Created.class);
        assertThat(tenants.find("passing").orElseThrow().ref()).isNotEqualTo(tenant.ref());
        assertThat(tenants.find(tenant.ref()).orElseThrow().status()).isEqualTo(TenantStatus.DESTROYED);
    }

    @Test
    void answersTheRepetitionOfARequestAndRefusesItsKeyForAnother() {
        var origin = new Origin(Optional.of(new Once("operator", "key-1", Digest.of("body"))), _ -> {});
        var created = (Creation.Created)
                tenants.create(TestPlan.tenant("repeated"), TestPlan.order(TestPlan.PROVISION), origin);

        Creation again = tenants.create(TestPlan.tenant("repeated"), TestPlan.order(TestPlan.PROVISION), origin);
        assertThat(((Creation.Repeated) again).answer().path("operation").asText())
                .isEqualTo(created.operation().id().toString());

        var other = new Origin(Optional.of(new Once("operator", "key-1", Digest.of("other body"))), _ -> {});
        assertThat(tenants.create(TestPlan.tenant("unrelated"), TestPlan.order(TestPlan.PROVISION), other))
                .isEqualTo(new Creation.KeyReused());
        assertThat(new OnceStore(CONTROL.database()).sweep()).isZero();

        CONTROL.alter("UPDATE idempotency_key SET created_at = now() - interval '7 days' WHERE key = 'key-1'");
        assertThat(tenants.create(TestPlan.tenant("unrelated"), TestPlan.order(TestPlan.PROVISION), other))
                .isInstanceOf(Creation.Created.class);
    }

    @Test
    void keepsNoKeyOfARefusedRequest() {
        CONTROL.created(TestPlan.tenant("refused"));
        var origin = new Origin(Optional.of(new Once("operator", "key-2", Digest.of("body"))), _ -> {});

        for (int count = 0; count < 2; count++) {
            assertThat(tenants.create(TestPlan.tenant("refused"), TestPlan.order(TestPlan.PROVISION), origin))
                    .isEqualTo(new Creation.SlugTaken());
        }
    }

    @Test
    void changesATenantOnlyFromTheVersionThatIsNamed() {
        Tenant tenant = CONTROL.active("patched");
        var patch = new TenantPatch(
                Optional.of("New name"),
                Optional.empty(),
                Optional.of(tenant.quotas().with(Map.of(Quota.ITEMS, 5L))),
                Optional.of(List.of()));

        var done = (Patched.Done) tenants.patch(tenant.ref(), 1, patch, Origin.OURS);
        assertThat(done.tenant().name()).isEqualTo("New name");
        assertThat(done.tenant().plan()).isEqualTo(Plan.TRIAL);
        assertThat(done.tenant().quotas().limit(Quota.ITEMS)).isEqualTo(5);
        assertThat(done.tenant().admins()).isEmpty();
        assertThat(done.tenant().version()).isEqualTo(2);
        assertThat(done.tenant().generation()).isEqualTo(2);

        assertThat(tenants.patch(tenant.ref(), 1, patch, Origin.OURS)).isEqualTo(new Patched.Stale(done.tenant()));
        assertThat(tenants.patch(UUID.randomUUID(), 1, patch, Origin.OURS)).isEqualTo(new Patched.Missing());
    }

    @Test
    void bindsAnOrganisationOnce() {
        UUID first = CONTROL.created(TestPlan.tenant("bound")).tenant().ref();
        UUID second = CONTROL.created(TestPlan.tenant("unbound")).tenant().ref();

        assertThat(tenants.bind(first, "org_bound")).isTrue();
        assertThat(tenants.bind(first, "org_bound")).isTrue();
        assertThat(tenants.bind(first, "org_other")).isFalse();
        assertThat(tenants.bind(second, "org_bound")).isFalse();
    }

    @Test
    void pagesInTheOrderOfTheMakingAndByStatus() {
        try (var control = new TestControl()) {
            List<Tenant> made = List.of(control.active("aaa"), control.active("zzz"), control.active("mmm"));
            UUID begun = control.created(TestPlan.tenant("new")).operation().id();
            TenantStore store = control.tenants();

            var all = tenants(store, new TenantQuestion(Optional.empty(), Optional.empty(), 2));
            assertThat(all).isEqualTo(made.subList(0, 2));
            var rest = store.page(new TenantQuestion(
                    Optional.empty(), Optional.of(all.getLast().ref()), 10));
            assertThat(rest).extracting(listed -> listed.tenant().slug().text()).containsExactly("mmm", "new");
            assertThat(rest)
                    .extracting(TenantStore.Listed::operation)
                    .containsExactly(Optional.empty(), Optional.of(begun));
            assertThat(tenants(store, new TenantQuestion(Optional.of(TenantStatus.ACTIVE), Optional.empty(), 10)))
                    .isEqualTo(made);
        }
    }

    private static List<Tenant> tenants(TenantStore store, TenantQuestion question) {
        return store.page(question).stream().map(TenantStore.Listed::tenant).toList();
    }

    private Creation create(String slug, Optional<String> id) {
        return tenants.create(TestPlan.tenant(slug, id), TestPlan.order(TestPlan.PROVISION), Origin.OURS);
    }
}
