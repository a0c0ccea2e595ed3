package dev.toolbridge.contract.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The language of scopes, which both servers read.
class GrantedScopesTest {
    private static final Set<String> ALL = all();

    private static Set<String> all() {
        var all = new HashSet<>(Scope.ofItems());
        all.addAll(Scope.reading());
        all.addAll(Set.of(Scope.SYNC, Scope.KEYS, Scope.TENANT_ADMIN));
        return Set.copyOf(all);
    }

    @Test
    void aTokenThatNamesNoScopeHasAllItsUsersRights() {
        var whole = GrantedScopes.ofToken(Set.of());

        assertThat(whole.of(ALL)).isEqualTo(ALL);
        assertThat(whole.allow(Scope.TENANT_ADMIN)).isTrue();
    }

    @Test
    void anApiKeyWithoutScopesHasNone() {
        var nothing = GrantedScopes.ofKey(Set.of());

        assertThat(nothing.of(ALL)).isEmpty();
        assertThat(nothing.allow("notes:read")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deployments:read",
                "rooms:read",
                "branches:create",
                "note:read",
                "read:note",
                "notes:reed",
                "Notes:read",
                "notes:",
                ":read",
                "notes:read:own",
                "notes:*",
                "*:*",
                "*:write",
                "*:delete",
                "*",
                "deploy:*",
                "tenant:",
                "sync:",
                "api://app/notes:read",
                "notes:read,notes:write",
                "admin"
            })
    void aScopeThatIsNotKnownGrantsNothing(String unknown) {
        for (var granted : Set.of(GrantedScopes.ofToken(Set.of(unknown)), GrantedScopes.ofKey(Set.of(unknown)))) {
            assertThat(granted.of(ALL)).isEmpty();
            assertThat(granted.named()).isEmpty();
            assertThat(ALL).noneMatch(granted::allow);
            assertThat(granted.allow(Scope.ALL_READ)).isFalse();
            assertThat(granted.written()).containsExactly(unknown);
        }
    }

    @Test
    void besideAnUnknownScopeAKnownOneGrantsWhatItSays() {
        var granted = GrantedScopes.ofToken(Set.of("deployments:read", "read:notes"));

        assertThat(granted.of(ALL)).containsExactly("notes:read");
    }

    @ParameterizedTest
    @CsvSource({
        "notes:read, notes:read",
        "read:notes, notes:read",
        "delete:task_list_categories, task_list_categories:delete",
        "read:*, *:read",
        "manage:keys, keys:manage",
        "admin:tenant, tenant:admin",
        "sync, sync"
    })
    void bothSpellingsAreOne(String written, String ours) {
        assertThat(Scope.known(written)).contains(ours);
    }

    @Test
    void allReadStandsForReadingEveryType() {
        assertThat(GrantedScopes.ofToken(Set.of("*:read")).of(ALL)).isEqualTo(Scope.reading());
        assertThat(GrantedScopes.ofToken(Scope.reading()).allow(Scope.ALL_READ)).isTrue();
        assertThat(GrantedScopes.ofToken(Set.of("notes:read")).allow(Scope.ALL_READ))
                .isFalse();
    }

    @Test
    void aRoleThatHasLessIsNotWidened() {
        assertThat(GrantedScopes.ofToken(Set.of("notes:read", "notes:write")).of(Set.of("notes:read")))
                .containsExactly("notes:read");
    }
}
