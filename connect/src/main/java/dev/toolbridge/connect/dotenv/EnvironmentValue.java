package dev.toolbridge.connect.dotenv;

/// A variable of the project with its value.
///
/// @param version the version of the value
public record EnvironmentValue(String key, String value, long version) {
    @Override
    public String toString() {
        return key;
    }
}
