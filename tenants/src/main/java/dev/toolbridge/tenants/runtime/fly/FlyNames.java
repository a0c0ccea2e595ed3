package dev.toolbridge.tenants.runtime.fly;

import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.RefusedOrder;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// The names of what is made at Fly. They follow from the instance alone, so that nothing is made twice.
record FlyNames(FlyConfig config) {
    /// The beginning of the names of all secrets of machines.
    static final String SECRETS = "TB_";

    private static final int APP_LENGTH_MAX = 24;
    private static final int RADIX = 36;

    /// The Fly app of a tenant's app. Fly has one space of names for everybody.
    String app(UUID tenant, String app) {
        RefusedOrder.unless(
                app.length() <= APP_LENGTH_MAX,
                "the name of an app on Fly must have " + APP_LENGTH_MAX + " characters at most");
        return config.prefix() + "-" + app + "-" + compact(tenant);
    }

    String app(InstanceName name) {
        return app(name.tenant(), name.app());
    }

    /// The private network of a tenant, which labels its apps too: nobody else reaches what is in it.
    String network(UUID tenant) {
        return config.prefix() + "-" + tenant;
    }

    /// The name of a machine, which Fly keeps unique within an app.
    static String machine(InstanceName name) {
        return name.process() + "-r" + name.release() + "-" + name.number();
    }

    /// The name of a secret. Machines of two releases have other values beside each other.
    static String secret(String content, String name) {
        return prefix(content) + name;
    }

    /// The beginning of the names of all secrets of one content.
    static String prefix(String content) {
        return SECRETS + content.substring(0, 12).toUpperCase(Locale.ROOT) + "_";
    }

    /// The tag of an artefact's image.
    String image(String artefact) {
        return config.image() + (artefact.startsWith("sha256:") ? "@" : ":") + artefact;
    }

    private static String compact(UUID tenant) {
        String hex = tenant.toString().replace("-", "");
        return new BigInteger(hex, 16).toString(RADIX);
    }

    /// The app that a Fly app's name stands for, if it is one of the tenant.
    Optional<String> appOf(UUID tenant, String flyApp) {
        String first = config.prefix() + "-";
        String last = "-" + compact(tenant);
        return flyApp.startsWith(first) && flyApp.endsWith(last) && flyApp.length() > first.length() + last.length()
                ? Optional.of(flyApp.substring(first.length(), flyApp.length() - last.length()))
                : Optional.empty();
    }
}
