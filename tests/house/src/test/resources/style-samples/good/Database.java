package sample;

/// Words are whole words: a database is no base, and a requirement is no abbreviation.
public final class Database {
    private String requirement = "none";

    @SuppressWarnings("unused") // shown here with its reason
    private String getBy(String key) {
        return requirement + key;
    }
}
