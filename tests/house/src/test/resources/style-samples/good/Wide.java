package sample;

/// Records and private constructors take as many values as there are.
public record Wide(int one, int two, int three, int four, int five, int maxPages) {

    public Wide {
        if (one < 0) {
            throw new IllegalArgumentException("one");
        }
    }

    /// Builds the record.
    public static final class Builder {
        private Builder(int one, int two, int three, int four, int five) {}
    }
}
