package dev.toolbridge.tenants.domain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.BodyFields;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.tenants.caller.Caller;
import dev.toolbridge.tenants.certificate.GivenCertificate;
import dev.toolbridge.tenants.certificate.Holder;
import dev.toolbridge.tenants.rest.Visible;
import dev.toolbridge.tenants.router.haproxy.HostName;
import dev.toolbridge.tenants.store.AuditStore.Author;
import dev.toolbridge.tenants.tenant.Quota;
import dev.toolbridge.tenants.tenant.Tenant;
import java.util.List;
import java.util.Map;

/// Adds, shows, checks and removes the domains of tenants, and takes certificates for them.
public final class DomainRoutes {
    private static final String ALL = "/admin/tenants/{tenant}/domains";
    private static final String ONE = ALL + "/{name}";
    private static final String NAME = "name";
    private static final int NAME_BODY_BYTES_MAX = 16 * 1024;
    private static final int CERTIFICATE_BODY_BYTES_MAX = 64 * 1024;

    private final Domains domains;
    private final Visible visible;

    DomainRoutes(Domains domains, Visible visible) {
        this.domains = domains;
        this.visible = visible;
    }

    public List<RouteLine<Caller>> routes() {
        Input order = Input.NONE.upTo(NAME_BODY_BYTES_MAX).body(DomainJson.ORDER);
        Input certificate = Input.NONE.upTo(CERTIFICATE_BODY_BYTES_MAX).body(DomainJson.CERTIFICATE);
        Output listed = Output.of(200, "The domains of the tenant.", DomainJson.DOMAINS);
        Output shown = Output.of(200, "The domain, with the DNS records to set.", DomainJson.DOMAIN);
        Output made = Output.of(201, "The domain, with the DNS records to set.", DomainJson.DOMAIN)
                .or(Output.of(200, "The domain, which the tenant has asked for before.", DomainJson.DOMAIN));
        Output ended = Output.empty(204, "The domain and its certificate are removed.");
        String read = Scope.TENANT_READ;
        String change = Scope.TENANT_ADMIN;
        return List.of(
                new RouteLine<>("GET", ALL, "list_domains", read, Input.NONE, listed, this::list),
                new RouteLine<>("POST", ALL, "add_domain", change, order, made, this::add),
                new RouteLine<>("GET", ONE, "get_domain", read, Input.NONE, shown, this::show),
                new RouteLine<>("DELETE", ONE, "remove_domain", change, Input.NONE, ended, this::remove),
                new RouteLine<>("POST", ONE + "/check", "check_domain", change, Input.NONE, shown, this::check),
                new RouteLine<>(
                        "POST", ONE + "/certificate", "give_certificate", change, certificate, shown, this::give));
    }

    public static Map<String, ObjectNode> schemas() {
        return DomainJson.schemas();
    }

    private Answer list(Caller caller, Request request) {
        Tenant tenant = visible.tenant(caller, request);
        var body = Json.object();
        var list = body.putArray(DomainJson.DOMAINS);
        domains.store().of(tenant.ref()).forEach(domain -> list.add(json(domain, tenant)));
        return Answer.json(200, body);
    }

    private Answer add(Caller caller, Request request) {
        Tenant tenant = visible.tenant(caller, request);
        String text = BodyFields.of(request, DomainJson.ORDER_SCHEMA).text(NAME, _ -> true, "a domain");
        if (!domains.leadTo(tenant.runtime())) {
            throw DomainRefusals.elsewhere(NAME, tenant.runtime());
        }
        DomainName name =
                switch (domains.read(text)) {
                    case DomainName.Reading.Good(DomainName good) -> good;
                    case DomainName.Reading.Bad(String fault) -> throw DomainRefusals.bad(NAME, fault);
                };
        DomainOrder order = domains.order(tenant.ref(), tenant.quotas().limit(Quota.DOMAINS), author(tenant, caller));
        return switch (domains.store().add(order, name)) {
            case Added.Made(Domain domain) ->
                Answer.json(201, json(domain, tenant))
                        .header("Location", "/admin/tenants/" + tenant.ref() + "/domains/" + name);
            case Added.Present(Domain domain) -> Answer.json(200, json(domain, tenant));
            case Added.Not not -> throw DomainRefusals.not(not, NAME);
        };
    }

    private Answer show(Caller caller, Request request) {
        Tenant tenant = visible.tenant(caller, request);
        return Answer.json(200, json(domain(tenant, request), tenant));
    }

    private Answer remove(Caller caller, Request request) {
        Tenant tenant = visible.tenant(caller, request);
        if (!domains.remove(domain(tenant, request), author(tenant, caller))) {
            throw missing();
        }
        return Answer.empty(204);
    }

    private Answer check(Caller caller, Request request) {
        Tenant tenant = visible.tenant(caller, request);
        domains.check(domain(tenant, request));
        return Answer.json(200, json(domain(tenant, request), tenant));
    }

    private Answer give(Caller caller, Request request) {
        Tenant tenant = visible.tenant(caller, request);
        Domain domain = domain(tenant, request);
        var body = BodyFields.of(request, DomainJson.CERTIFICATE_SCHEMA);
        String chain = body.text("certificate", _ -> true, "certificates as PEM");
        var key = new Secret(body.text("key", _ -> true, "a private key as PEM"));
        var host = new HostName(domain.name().text());
        switch (GivenCertificate.read(chain, key, host, domains.now())) {
            case GivenCertificate.Reading.Good(var certificate) -> {
                var holder = new Holder(domain.id(), tenant.ref(), host);
                if (!domains.give(holder, certificate, author(tenant, caller))) {
                    throw missing();
                }
            }
            case GivenCertificate.Reading.Bad(String field, String expected) ->
                throw Refusal.of(ErrorCode.INVALID_VALUE, "invalid " + field)
                        .fact("field", field)
                        .fact("expected", expected);
        }
        return Answer.json(200, json(domain(tenant, request), tenant));
    }

    private ObjectNode json(Domain domain, Tenant tenant) {
        return domains.json(domain, tenant.slug());
    }

    /// The domain that the path names, in whatever form.
    private Domain domain(Tenant tenant, Request request) {
        return switch (DomainName.read(request.parameter(NAME))) {
            case DomainName.Reading.Good(DomainName name) ->
                domains.store().find(tenant.ref(), name.text()).orElseThrow(DomainRoutes::missing);
            case DomainName.Reading.Bad _ -> throw missing();
        };
    }

    private static Author author(Tenant tenant, Caller caller) {
        return new Author(tenant.ref().toString(), caller.actor(), caller.correlationId());
    }

    private static Refusal missing() {
        return Refusal.of(ErrorCode.NOT_FOUND, "domain not found");
    }
}
