package dev.toolbridge.api.access.membership;

import com.fasterxml.jackson.databind.JsonNode;
import com.workos.common.http.Page;
import com.workos.models.OrganizationMembership;
import com.workos.types.OrganizationMembershipStatus;
import com.workos.types.PaginationOrder;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.workos.WorkosCalls;
import dev.toolbridge.service.workos.WorkosReply;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The WorkOS library behind our own few calls: one attempt each, within two seconds, without redirects. Every
/// failure becomes a [MembershipsUnavailable].
final class WorkosClient implements MembershipSource {
    private static final Logger LOG = LoggerFactory.getLogger(WorkosClient.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int PAGE_SIZE_MAX = 100;
    private static final int PAGES_MAX = 10;

    private final WorkosCalls calls;

    WorkosClient(Secret apiKey, URI baseUrl) {
        this.calls = new WorkosCalls(apiKey, baseUrl, TIMEOUT);
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
        throw new MembershipsUnavailable("a list of memberships has no end", WorkosCalls.RETRY_AFTER);
    }

    @Override
    public EventPage events(Optional<String> afterId, Instant since) {
        var query = new ArrayList<Map.Entry<String, String>>();
        MembershipEvent.KINDS.forEach(kind -> query.add(Map.entry("events", kind)));
        query.add(Map.entry("limit", String.valueOf(PAGE_SIZE_MAX)));
        query.add(
                afterId.map(id -> Map.entry("after", id)).orElseGet(() -> Map.entry("range_start", since.toString())));
        JsonNode page = value(calls.read("/events", query));
        if (!page.path("data").isArray()) {
            throw new MembershipsUnavailable("the events are not a list", WorkosCalls.RETRY_AFTER);
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
        return value(calls.attempt(() -> calls.reading()
                .getOrganizationMembership()
                .list(
                        null,
                        after.orElse(null),
                        PAGE_SIZE_MAX,
                        PaginationOrder.Asc,
                        organization.orElse(null),
                        List.of(OrganizationMembershipStatus.Active),
                        user,
                        calls.once())));
    }

    private static Membership membership(OrganizationMembership membership) {
        return new Membership(
                membership.getId(),
                membership.getUserId(),
                membership.getOrganizationId(),
                Optional.ofNullable(membership.getOrganizationName()).orElse(membership.getOrganizationId()),
                membership.getRole().getSlug());
    }

    private static <T> T value(WorkosReply<T> reply) {
        return switch (reply) {
            case WorkosReply.Answered<T> answered -> answered.value();
            case WorkosReply.Limited<T> limited ->
                throw new MembershipsUnavailable("WorkOS limits our rate", limited.retryAfter());
            case WorkosReply.Refused<T> refused -> {
                LOG.atWarn().addKeyValue("status", refused.status()).log("WorkOS refused a call");
                throw new MembershipsUnavailable("WorkOS does not answer", WorkosCalls.RETRY_AFTER);
            }
            case WorkosReply.Unclear<T> _ ->
                throw new MembershipsUnavailable("WorkOS does not answer", WorkosCalls.RETRY_AFTER);
        };
    }
}
