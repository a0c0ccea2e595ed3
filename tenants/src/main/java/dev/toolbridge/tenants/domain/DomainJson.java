package dev.toolbridge.tenants.domain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.Schema;
import dev.toolbridge.tenants.certificate.Served;
import dev.toolbridge.tenants.tenant.Slug;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A domain as administrators read it, with the DNS records that they have to set.
record DomainJson(DomainConfig config) {
    static final String ORDER = "domain_order";
    static final String CERTIFICATE = "certificate_order";
    static final String DOMAIN = "domain";
    static final String DOMAINS = "domains";

    static final ObjectNode ORDER_SCHEMA =
            Schema.object("name").with("name", Schema.text()).closed();
    static final ObjectNode CERTIFICATE_SCHEMA = Schema.object("certificate", "key")
            .with("certificate", Schema.text())
            .with("key", Schema.text())
            .closed();

    static Map<String, ObjectNode> schemas() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        schemas.put(ORDER, ORDER_SCHEMA);
        schemas.put(CERTIFICATE, CERTIFICATE_SCHEMA);
        schemas.put(DOMAIN, schema());
        schemas.put(
                DOMAINS,
                Schema.object(DOMAINS)
                        .with(DOMAINS, Schema.arrayOf(Schema.reference(DOMAIN)))
                        .schema());
        return schemas;
    }

    private static ObjectNode schema() {
        var states =
                Arrays.stream(DomainStatus.values()).map(DomainStatus::word).toList();
        return Schema.object("name", "status", "reason", "message", "records", "found", "created_at", "prove_by")
                .with("name", Schema.text())
                .with("status", Schema.choice(states))
                .with("reason", Schema.text())
                .with("message", Schema.text())
                .with("records", Schema.arrayOf(recordSchema()))
                .with("found", foundSchema())
                .with("certificate", certificateSchema())
                .with("created_at", Schema.time())
                .with("prove_by", Schema.time())
                .with("verified_at", Schema.time())
                .with("checked_at", Schema.time())
                .with("next_check_at", Schema.time())
                .schema();
    }

    private static ObjectNode recordSchema() {
        return Schema.object("type", "name", "value", "purpose")
                .with("type", Schema.text())
                .with("name", Schema.text())
                .with("value", Schema.text())
                .with("purpose", Schema.text())
                .schema();
    }

    private static ObjectNode foundSchema() {
        return Schema.object("texts", "addresses")
                .with("texts", Schema.arrayOf(Schema.text()))
                .with("addresses", Schema.arrayOf(Schema.text()))
                .schema();
    }

    private static ObjectNode certificateSchema() {
        return Schema.object("source", "issuer", "not_before", "not_after", "renew_at")
                .with("source", Schema.text())
                .with("issuer", Schema.text())
                .with("not_before", Schema.time())
                .with("not_after", Schema.time())
                .with("renew_at", Schema.time())
                .schema();
    }

    /// @param slug that of the domain's tenant
    ObjectNode of(Domain domain, Slug slug, Optional<Served> served) {
        var json = Json.object()
                .put("name", domain.name().text())
                .put("status", domain.status().word())
                .put("reason", domain.reason())
                .put("message", domain.message());
        records(json.putArray("records"), domain, slug);
        var found = json.putObject("found");
        domain.texts().forEach(found.putArray("texts")::add);
        domain.addresses().forEach(found.putArray("addresses")::add);
        served.ifPresent(certificate -> json.set("certificate", of(certificate)));
        json.put("created_at", domain.createdAt().toString())
                .put("prove_by", domain.proveBy().toString());
        domain.provenAt().ifPresent(at -> json.put("verified_at", at.toString()));
        domain.checkedAt().ifPresent(at -> json.put("checked_at", at.toString()));
        domain.nextCheckAt().ifPresent(at -> json.put("next_check_at", at.toString()));
        return json;
    }

    /// An alias suits names below a domain; a domain itself cannot have one and gets the addresses.
    private void records(ArrayNode records, Domain domain, Slug slug) {
        String name = domain.name().text();
        records.add(new DnsRecord("TXT", Proof.place(domain.name()), domain.proof(), "proves that the domain is yours")
                .json());
        records.add(new DnsRecord("CNAME", name, config.host(slug), "leads a name below your domain here").json());
        for (String address : config.addresses()) {
            String type = address.contains(":") ? "AAAA" : "A";
            records.add(new DnsRecord(type, name, address, "leads your domain itself here, in place of CNAME").json());
        }
    }

    /// A record to set.
    private record DnsRecord(String type, String name, String value, String purpose) {

        ObjectNode json() {
            return Json.object()
                    .put("type", type)
                    .put("name", name)
                    .put("value", value)
                    .put("purpose", purpose);
        }
    }

    private static ObjectNode of(Served served) {
        return Json.object()
                .put("source", served.source())
                .put("issuer", served.issuer())
                .put("not_before", served.notBefore().toString())
                .put("not_after", served.notAfter().toString())
                .put("renew_at", served.renewAt().toString());
    }
}
