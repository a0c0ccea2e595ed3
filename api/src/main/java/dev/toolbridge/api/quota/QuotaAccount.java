package dev.toolbridge.api.quota;

import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// The request that this thread works on, as it is counted against the quotas of its tenant. A read and a deletion need
/// nothing of it; every other change asks for permission first.
public final class QuotaAccount {
    private static final ScopedValue<QuotaAccount> CURRENT = ScopedValue.newInstance();

    /// Work that no sender waits for is not counted.
    private static final QuotaAccount NOBODYS = new QuotaAccount(List.of(), LinkedHashMap::new);

    private final List<DayClaim> claims;
    private final Supplier<SequencedMap<String, String>> headers;

    QuotaAccount(List<DayClaim> claims, Supplier<SequencedMap<String, String>> headers) {
        this.claims = List.copyOf(claims);
        this.headers = headers;
    }

    /// That of the request that this thread works on.
    public static QuotaAccount current() {
        return CURRENT.orElse(NOBODYS);
    }

    /// Requires that the tenant may change something today.
    ///
    /// @throws Refusal `quota_exceeded`
    public void requireChange() {
        claims.forEach(DayClaim::require);
    }

    /// Answers as the endpoint does, with the figures of the quotas on the answer or refusal.
    public Answer shownOn(Supplier<Answer> endpoint) {
        try {
            Answer answer = ScopedValue.where(CURRENT, this).call(endpoint::get);
            return answer.headers(headers.get());
        } catch (Refusal refusal) {
            throw shownOn(refusal);
        }
    }

    private Refusal shownOn(Refusal refusal) {
        Refusal shown = refusal;
        for (var header : headers.get().entrySet()) {
            if (!refusal.headers().containsKey(header.getKey())) {
                shown = shown.header(header.getKey(), header.getValue());
            }
        }
        return shown;
    }
}
