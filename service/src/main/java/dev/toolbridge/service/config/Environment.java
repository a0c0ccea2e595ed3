package dev.toolbridge.service.config;

/// The environment that a program runs in. Production refuses the leniencies of development.
public enum Environment {
    DEVELOPMENT,
    PRODUCTION;

    /// Unset means production, so that nobody gets development's leniency by forgetting a setting.
    public static final Setting<Environment> SETTING = new Setting<>(
                    "ENV",
                    java.util.Optional.empty(),
                    Environment::parse,
                    false,
                    "`dev` or `production`; `dev` allows what is only safe on one's own machine.")
            .or("production");

    public boolean isProduction() {
        return this == PRODUCTION;
    }

    /// The name as settings and health answers write it.
    public String wireName() {
        return isProduction() ? "production" : "dev";
    }

    private static Environment parse(String text) {
        return switch (text) {
            case "dev" -> DEVELOPMENT;
            case "production", "prod", "prd" -> PRODUCTION;
            default -> throw new IllegalArgumentException("dev or production");
        };
    }
}
