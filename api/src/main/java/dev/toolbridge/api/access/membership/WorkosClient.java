package dev.toolbridge.api.access.membership;

import com.fasterxml.jackson.databind.JsonNode;
import com.workos.WorkOS;
import com.workos.common.exceptions.RateLimitException;
import com.workos.common.http.Page;
import com.workos.common.http.RequestConfig;
import com.workos.common.http.RequestOptions;
import com.workos.common.http.RetryConfig;
import com.workos.models.OrganizationMembership;
import com.workos.types.OrganizationMembershipStatus;
import com.workos.types.PaginationOrder;
import dev.toolbridge.service.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import kotlin.Pair;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The WorkOS library behind our own few calls: one attempt each, within two seconds, without redirects. Every
/// failure becomes a [MembershipsUnavailable].
final class WorkosClient implements MembershipSource {
    private static final Logger LOG = LoggerFactory.getLogger(WorkosClient.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final int PAGE_SIZE_MAX = 100;
    private static final int PAGES_MAX = 10;
    private static final RequestOptions ONCE = RequestOptions.builder()
            .timeoutMillis(TIMEOUT.toMillis())
            .maxRetries(0)
            .build();

    private final WorkOS workos;

    WorkosClient(Secret apiKey, URI baseUrl) {
        this.workos = WorkOS.builder()
                .apiKey(apiKey.reveal())
                .apiBaseUrl(baseUrl.toString())
                .retryConfig(RetryConfig.DISABLED)
                .httpClient(new OkHttpClient.Builder()
                        .followRedirects(false)
                        .followSslRedirects(false)
                        .callTimeout(TIMEOUT)
                        .build())
                .build();
    }

    @Override
    public Optional<Membership> find(String user, String organization) {
        return page(user, Optional.of(organization), Optional.empty()).data.stream()
                .map(WorkosClient::membership)
                .filter(membership ->
                        membership.user().equals(user) && membership.tenant().equals(organization))
                .findFirst();
    }

    @Override
    public List<Membership> all(String user) {
        var all = new ArrayList<Membership>();
        Optional<String> after = Optional.empty();
        for (int pages = 0; pages < PAGES_MAX; pages++) {
            var page = page(user, Optional.empty(), after);
            page.data.stream()
                    .map(WorkosClient::membership)
                    .filter(membership -> membership.user().equals(user))
                    .forEach(all::add);
            after = Optional.ofNullable(page.listMetadata.after);
            if (after.isEmpty()) {
                return List.copyOf(all);
            }
        }
        throw new MembershipsUnavailable("a list of memberships has no end", RETRY_AFTER);
    }

    @Override
    public EventPage events(Optional<String> afterId, Instant since) {
        var query = new ArrayList<Pair<String, String>>();
        MembershipEvent.KINDS.forEach(kind -> query.add(new Pair<>("events", kind)));
        query.add(new Pair<>("limit", String.valueOf(PAGE_SIZE_MAX)));
        query.add(afterId.map(id -> new Pair<>("after", id))
                .orElseGet(() -> new Pair<>("range_start", since.toString())));
        JsonNode page = guarded(() ->
                workos.baseClient.requestJson(new RequestConfig("GET", "/events", query, null, null, null, ONCE)));
        if (!page.path("data").isArray()) {
            throw new MembershipsUnavailable("the events are not a list", RETRY_AFTER);
        }
        return new EventPage(
                StreamSupport.stream(page.path("data").spliterator(), false)
                        .map(MembershipEvent::of)
                        .flatMap(Optional::stream)
                        .toList(),
                page.path("list_metadata").path("after").isTextual());
    }

    /// The library's parameters are positional: before, after, limit, order, organisation, statuses, user.
    private Page<OrganizationMembership> page(String user, Optional<String> organization, Optional<String> after) {
        return guarded(() -> workos.getOrganizationMembership()
                .list(
                        null,
                        after.orElse(null),
                        PAGE_SIZE_MAX,
                        PaginationOrder.Asc,
                        organization.orElse(null),
                        List.of(OrganizationMembershipStatus.Active),
                        user,
                        ONCE));
    }

    private static Membership membership(OrganizationMembership membership) {
        return new Membership(
                membership.getId(),
                membership.getUserId(),
                membership.getOrganizationId(),
                Optional.ofNullable(membership.getOrganizationName()).orElse(membership.getOrganizationId()),
                membership.getRole().getSlug());
    }

    /// Catches everything, since the library throws undeclared exceptions. Their messages are not passed on:
    /// they hold answers of WorkOS with personal data.
    private static <T> T guarded(Callable<T> call) {
        try {
            return call.call();
        } catch (RateLimitException limited) {
            throw new MembershipsUnavailable("WorkOS limits our rate", retryAfter(limited));
        } catch (Exception failed) {
            LOG.atWarn()
                    .addKeyValue("failure", failed.getClass().getSimpleName())
                    .log("a call of WorkOS failed");
            throw new MembershipsUnavailable("WorkOS does not answer", RETRY_AFTER);
        }
    }

    private static Duration retryAfter(RateLimitException limited) {
        return Optional.ofNullable(limited.retryAfterSeconds)
                .map(Duration::ofSeconds)
                .orElse(RETRY_AFTER);
    }
}
