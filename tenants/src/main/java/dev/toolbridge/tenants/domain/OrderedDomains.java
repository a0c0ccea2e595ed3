package dev.toolbridge.tenants.domain;

import dev.toolbridge.database.Transaction;
import dev.toolbridge.tenants.caller.Caller;
import dev.toolbridge.tenants.rest.FirstDomains;
import dev.toolbridge.tenants.store.AuditStore.Author;
import dev.toolbridge.tenants.tenant.NewTenant;
import dev.toolbridge.tenants.tenant.Quota;
import java.util.ArrayList;
import java.util.List;

/// Judges the domains in the order for a tenant as those that it asks for later, and records them with it.
record OrderedDomains(Domains domains) implements FirstDomains {

    @Override
    public Recording of(NewTenant tenant, List<String> names, Caller caller) {
        if (names.isEmpty()) {
            return new Recording(_ -> {}, _ -> {});
        }
        if (!domains.leadTo(tenant.runtime())) {
            throw DomainRefusals.elsewhere(FIELD, tenant.runtime());
        }
        List<DomainName> read = read(names);
        var author = new Author(tenant.ref().toString(), caller.actor(), caller.correlationId());
        DomainOrder order = domains.order(tenant.ref(), tenant.quotas().limit(Quota.DOMAINS), author);
        return new Recording(
                transaction -> record(transaction, order, read),
                transaction -> read.forEach(name -> DomainStore.append(transaction, order, name)));
    }

    private List<DomainName> read(List<String> names) {
        var read = new ArrayList<DomainName>();
        for (String name : names) {
            String place = place(read.size());
            switch (domains.read(name)) {
                case DomainName.Reading.Good(DomainName good) when !read.contains(good) -> read.add(good);
                case DomainName.Reading.Good _ -> throw DomainRefusals.bad(place, "is in the list before");
                case DomainName.Reading.Bad(String fault) -> throw DomainRefusals.bad(place, fault);
            }
        }
        return read;
    }

    /// A refusal takes the tenant back as well.
    private static void record(Transaction transaction, DomainOrder order, List<DomainName> names) {
        for (int index = 0; index < names.size(); index++) {
            if (DomainStore.add(transaction, order, names.get(index)) instanceof Added.Not not) {
                throw DomainRefusals.not(not, place(index));
            }
        }
    }

    private static String place(int index) {
        return FIELD + "[" + index + "]";
    }
}
