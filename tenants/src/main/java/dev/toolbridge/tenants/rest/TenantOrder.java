package dev.toolbridge.tenants.rest;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.route.BodyFields;
import dev.toolbridge.tenants.tenant.NewTenant;
import dev.toolbridge.tenants.tenant.Plan;
import dev.toolbridge.tenants.tenant.Quota;
import dev.toolbridge.tenants.tenant.Quotas;
import dev.toolbridge.tenants.tenant.Slug;
import dev.toolbridge.tenants.tenant.TenantPatch;
import java.text.Normalizer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the values of a tenant from a request. A value of the wrong form is 400; one of the right form that cannot be
/// had is 422.
///
/// @param regions those that tenants can be placed in
/// @param runtimes those that tenants can run on
public record TenantOrder(List<String> regions, List<String> runtimes) {
    /// The runtime of this machine.
    public static final String HERE = "process";

    static final int ID_LENGTH_MAX = 64;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1," + ID_LENGTH_MAX + "}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+");
    private static final Pattern NOT_OF_SLUGS = Pattern.compile("[^a-z0-9]+");
    private static final int SLUG_LENGTH_MAX = 30;

    public TenantOrder {
        regions = List.copyOf(regions);
        runtimes = List.copyOf(runtimes);
    }

    NewTenant tenant(BodyFields body, Instant now) {
        String name = name(body).orElseThrow(() -> BodyFields.invalid("name", nameExpected()));
        Plan plan = plan(body).orElse(Plan.STANDARD);
        return new NewTenant(
                UidForm.fresh(now),
                body.findText("id", text -> ID.matcher(text).matches(), "the id of an organisation"),
                slug(body, name),
                name,
                plan,
                plan.quotas(),
                oneOf(body, "region", regions),
                oneOf(body, "runtime", runtimes),
                admins(body).orElseGet(List::of));
    }

    /// The new values of a tenant. Those of another plan's quotas are the plan's, where no others are named.
    TenantPatch patch(BodyFields body, Quotas present) {
        Optional<Plan> plan = plan(body);
        Quotas base = plan.map(Plan::quotas).orElse(present);
        Optional<Quotas> named =
                body.within("quotas", AdminSchemas.quotas(false)).map(limits -> base.with(limits(limits)));
        return new TenantPatch(name(body), plan, named.or(() -> plan.map(Plan::quotas)), admins(body));
    }

    private static EnumMap<Quota, Long> limits(BodyFields body) {
        var limits = new EnumMap<Quota, Long>(Quota.class);
        for (Quota quota : Quota.values()) {
            body.whole(quota.word(), quota.least(), quota.most()).ifPresent(limit -> limits.put(quota, limit));
        }
        return limits;
    }

    private static Optional<String> name(BodyFields body) {
        return body.findText("name", TenantOrder::isName, nameExpected()).map(String::strip);
    }

    private static String nameExpected() {
        return "a text of 1 to " + AdminSchemas.NAME_LENGTH_MAX + " characters";
    }

    private static boolean isName(String name) {
        return !name.isBlank()
                && name.codePointCount(0, name.length()) <= AdminSchemas.NAME_LENGTH_MAX
                && name.chars().noneMatch(Character::isISOControl);
    }

    private static Optional<Plan> plan(BodyFields body) {
        return body.findText("plan", _ -> true, "the name of a plan")
                .map(word -> Plan.read(word).orElseThrow(() -> impossible("plan", "one of the plans")));
    }

    private static Slug slug(BodyFields body, String name) {
        String text = body.findText("slug", _ -> true, "a text").orElseGet(() -> derived(name));
        Slug.fault(text).ifPresent(fault -> {
            throw impossible("slug", "a slug: it " + fault);
        });
        return new Slug(text);
    }

    /// The slug of a tenant that comes without one. A name without Latin letters has none: then one must be given.
    private static String derived(String name) {
        String text = NOT_OF_SLUGS
                .matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\p{M}+", ""))
                .replaceAll("-");
        String cut = text.substring(0, Math.min(text.length(), SLUG_LENGTH_MAX));
        return cut.replaceAll("^[^a-z]+", "").replaceAll("-+$", "");
    }

    private static String oneOf(BodyFields body, String name, List<String> known) {
        String value = body.findText(name, _ -> true, "a text").orElse(known.getFirst());
        if (!known.contains(value)) {
            throw impossible(name, "one of " + String.join(", ", known));
        }
        return value;
    }

    /// The names of the domains that the tenant is to have. There may be too many.
    static List<String> domains(BodyFields body) {
        return body.texts(FirstDomains.FIELD, Integer.MAX_VALUE, text -> !text.isEmpty(), "names of domains");
    }

    private static Optional<List<String>> admins(BodyFields body) {
        return body.find("admins")
                .map(_ -> body.texts("admins", AdminSchemas.ADMINS_MAX, TenantOrder::isEmail, "addresses of e-mail"));
    }

    private static boolean isEmail(String text) {
        return text.length() <= AdminSchemas.EMAIL_LENGTH_MAX
                && EMAIL.matcher(text).matches();
    }

    private static Refusal impossible(String field, String expected) {
        return Refusal.of(ErrorCode.INVALID_VALUE, "invalid " + field)
                .fact("field", field)
                .fact("expected", expected);
    }
}
